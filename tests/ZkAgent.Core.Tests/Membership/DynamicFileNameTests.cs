using Xunit;
using ZkAgent.Core.Membership;

namespace ZkAgent.Core.Tests.Membership;

/// <summary>Names of files that hold lists of servers.</summary>
public sealed class DynamicFileNameTests
{
    [Theory]
    [InlineData(0x100000000, "zoo.cfg.dynamic.join.ffffffff")]
    [InlineData(0x200000005, "zoo.cfg.dynamic.join.200000004")]
    [InlineData(0, "zoo.cfg.dynamic.join")]
    public void The_list_of_a_joining_member_has_the_last_version_before_the_one_that_was_told(long told, string name)
    {
        Assert.Equal(name, DynamicFileName.Joining(told));
        // It is no committed list.
        Assert.Null(DynamicFileName.VersionOf(name));
    }
}
