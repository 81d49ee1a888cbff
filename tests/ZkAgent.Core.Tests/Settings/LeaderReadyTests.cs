using Xunit;

namespace ZkAgent.Core.Tests.Settings;

/// <summary>leaderServes=no and ZK_LEADER_READY.</summary>
public sealed class LeaderReadyTests
{
    private const string Stops = "leaderServes=no: the leader is not ready, so a rolling update of the StatefulSet stops once an updated pod leads";

    [Theory]
    [InlineData("ZK_CFG_leaderServes", "no")]
    [InlineData("ZOO_CFG_EXTRA", "leaderServes=no")]
    [InlineData("JVMFLAGS", "-Dzookeeper.leaderServes=no")]
    public void A_leader_that_is_never_ready_is_warned_of_wherever_it_was_set(string variable, string value)
    {
        Assert.StartsWith(Stops, Assert.Single(Given.Three.With(variable, value).Works.Warnings), StringComparison.Ordinal);
        var told = Given.Three.With(variable, value).With("ZK_LEADER_READY", "true").Works;
        Assert.Empty(told.Warnings);
        Assert.True(told.Settings!.LeaderReady);
    }

    [Fact]
    public void By_default_every_leader_serves_clients_and_nothing_is_said()
    {
        Assert.Empty(Given.Three.Works.Warnings);
        Assert.False(Given.Three.Works.Settings!.LeaderReady);
        Assert.Empty(Given.Three.With("ZK_CFG_leaderServes", "yes").Works.Warnings);
    }

    [Fact]
    public void Without_it_the_setting_has_no_effect_and_says_so() =>
        Assert.Equal("ZK_LEADER_READY=true has no effect without leaderServes=no: every leader serves clients", Assert.Single(Given.Three.With("ZK_LEADER_READY", "true").Works.Warnings));
}
