using Xunit;

namespace ZkAgent.Core.Tests.Settings;

public sealed class SanityRulesTests
{
    [Fact]
    public void The_copied_manifests_sync_limit_is_kept_and_explained()
    {
        var given = Given.Three.With("ZK_SYNC_LIMIT", "2000");
        Assert.Equal("2000", given.Key("syncLimit"));
        var warning = Assert.Single(given.Works.Warnings);
        Assert.Contains("syncLimit is 2000, the same number as tickTime: a follower could lag 66 minutes", warning, StringComparison.Ordinal);
        Assert.Contains("5 was meant", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ZK_SYNC_LIMIT", "400", "syncLimit of 400 ticks lets a follower lag 13 minutes")]
    [InlineData("ZK_INIT_LIMIT", "2000", "initLimit of 2000 ticks lets a follower take 66 minutes to join")]
    [InlineData("ZK_PURGE_INTERVAL", "0", "purging is off (ZK_PURGE_INTERVAL=0)")]
    [InlineData("ZK_SNAP_RETAIN_COUNT", "1", "autopurge.snapRetainCount=1: ZooKeeper keeps 3 at least")]
    [InlineData("ZK_ADMIN_SERVER_ENABLED", "true", "admin.enableServer=true without admin.serverAddress: port 8080 is open")]
    [InlineData("ZK_CFG_reconfigEnabled", "yes", "reconfigEnabled=true: ZooKeeper will rewrite zoo.cfg")]
    [InlineData("ZK_PARTICIPANTS", "5", "ZK_PARTICIPANTS=5 is more than the 3 servers there are: all vote")]
    public void What_works_and_was_hardly_meant_is_one_warning(string name, string value, string warning) =>
        Assert.StartsWith(warning, Assert.Single(Given.Three.With(name, value).Works.Warnings), StringComparison.Ordinal);

    [Theory]
    [InlineData("1", null)]
    [InlineData("2", "two participants: both must be up")]
    [InlineData("3", null)]
    [InlineData("4", "4 participants tolerate no more failures than 3 do")]
    [InlineData("5", null)]
    public void Numbers_of_voters_are_judged(string replicas, string? warning)
    {
        var warnings = new Given(("ZK_REPLICAS", replicas)).Works.Warnings;
        if (warning is null) Assert.Empty(warnings);
        else Assert.StartsWith(warning, Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void An_admin_server_on_loopback_is_fine() =>
        Assert.Empty(Given.Three.With("ZOO_ADMINSERVER_ENABLED", "true").With("ZK_CFG_admin__serverAddress", "127.0.0.1").Works.Warnings);

    [Fact]
    public void A_wrong_value_is_not_judged_as_well()
    {
        foreach (var name in new[] { "ZK_PURGE_INTERVAL", "ZK_SNAP_RETAIN_COUNT", "ZK_SYNC_LIMIT", "ZK_TICK_TIME" })
        {
            var plan = Given.Three.With(name, "x").Plan;
            Assert.Single(plan.Problems);
            Assert.Empty(plan.Warnings);
        }
    }
}
