using System.Globalization;
using Xunit;
using ZkAgent.Core.Settings;
using ZkAgent.Native;
using ZkAgent.Tests.Fakes;
using ZkAgent.Volume;

namespace ZkAgent.Tests.Volume;

public sealed class DataVolumeTests
{
    [Fact]
    public void A_directory_that_may_not_be_written_is_told_with_the_users_number()
    {
        // Root may write everywhere but here.
        var problem = DataVolume.CheckWritable("/proc/zkagent", SettingCatalog.DataDir) ?? "";
        Assert.StartsWith("cannot write to /proc/zkagent (ZK_DATA_DIR): ", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("  ", problem, StringComparison.Ordinal);
        var denied = DataVolume.Reason(new UnauthorizedAccessException("Access to the path '/data' is denied."));
        Assert.Equal($"Access to the path '/data' is denied; the agent runs as user {LibC.EffectiveUser().ToString(CultureInfo.InvariantCulture)} and never changes a file's owner: set securityContext.fsGroup in the pod spec", denied);
    }

    [Fact]
    public void The_users_number_is_that_of_the_kernel()
    {
        var status = File.ReadLines("/proc/self/status").Single(l => l.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t');
        Assert.Equal(status[2], LibC.EffectiveUser().ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_directory_that_can_be_written_is_made_and_left_empty()
    {
        using var directory = new TemporaryDirectory();
        var made = Path.Combine(directory.Path, "data");
        Assert.Null(DataVolume.CheckWritable(made, SettingCatalog.DataDir));
        Assert.Empty(Directory.EnumerateFileSystemEntries(made));
    }
}
