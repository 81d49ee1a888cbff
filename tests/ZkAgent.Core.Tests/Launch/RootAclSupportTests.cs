using Xunit;
using ZkAgent.Core.Launch;

namespace ZkAgent.Core.Tests.Launch;

public sealed class RootAclSupportTests
{
    [Theory]
    [InlineData("3.5.9", "users", "cannot use ZK_CLIENT_SASL_ROOT_ACL=users: expected open with ZooKeeper 3.5.9: before 3.6.0 the agent cannot know that an ensemble is new; set it to open and the ACL of / yourself")]
    [InlineData("3.5.9", "open", null)]
    [InlineData("3.9.3", "users", null)]
    public void Only_a_guarded_ZooKeeper_can_have_a_root_for_users(string version, string acl, string? problem)
    {
        var settings = Given.Three.With("ZK_CLIENT_SASL", "require").With("ZK_CLIENT_SASL_ROOT_ACL", acl).Works.Settings!;
        Assert.Equal(problem, RootAclSupport.Problem(settings.Security, new("/zkServer.sh", ZooKeeperVersion.Parse(version)))?.ToString());
    }
}
