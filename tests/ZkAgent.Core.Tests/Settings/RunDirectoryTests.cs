using Xunit;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Settings;

public sealed class RunDirectoryTests
{
    [Theory]
    [InlineData(true, true, null)]
    [InlineData(true, false, null)]
    [InlineData(false, false, null)]
    [InlineData(false, true, "/dev/shm/zkagent-zk-0")]
    public void It_is_in_memory_only_where_the_configuration_directory_cannot_be_written(bool configuration, bool sharedMemory, string? directory) =>
        Assert.Equal(directory, RunDirectory.InMemory(configuration, sharedMemory, "zk-0"));
}
