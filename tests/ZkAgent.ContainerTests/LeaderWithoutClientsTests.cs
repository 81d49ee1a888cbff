using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests;

/// <summary>leaderServes=no on a real ensemble: the leader refuses clients and four-letter words, and is healthy.</summary>
public sealed class LeaderWithoutClientsTests
{
    private const string Leads = "ZooKeeper leads the quorum and serves no clients, because leaderServes=no";

    /// <summary>A minute and three attempts to join of two short ticks each, and the pause of the watch: then a member that looks for a quorum is restarted.</summary>
    private static readonly TimeSpan LeftOutWindow = TimeSpan.FromSeconds(60 + 3 * 2 + 10);

    private static readonly string[] Settings = ["ZK_CFG_leaderServes=no", "ZK_INIT_LIMIT=2", "ZK_SYNC_LIMIT=2", "ZK_TICK_TIME=1000"];

    [Fact]
    public async Task The_leader_is_live_and_not_ready_and_never_restarted_and_hands_over()
    {
        await using var ensemble = await Ensemble.Prepare(3);
        for (var ordinal = 0; ordinal < 3; ordinal++) await ensemble.Start(ordinal, member => member.WithSettings(Settings));
        var leader = await LeaderOf(ensemble);
        var since = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(ensemble.Members.Where(member => member != leader).Select(member => member.WaitUntilReady()));

        Assert.Null(await leader.Mode());
        Assert.Equal(200, (await leader.Get("/livez")).Status);
        Assert.Equal(200, (await leader.Get("/startupz")).Status);
        var ready = await leader.Get("/readyz");
        Assert.Equal(503, ready.Status);
        Assert.Equal(Leads + "; ZK_LEADER_READY=true would call it ready\n", ready.Body);
        var metrics = (await leader.Get("/metrics")).Body;
        Assert.Contains("zkagent_health_state{state=\"leading\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("zk_up 0\n", metrics, StringComparison.Ordinal);
        var member = (await leader.Get("/member")).Body;
        Assert.Contains("\"serving\":true,\"leading\":true", member, StringComparison.Ordinal);
        foreach (var any in ensemble.Members)
        {
            var status = await any.Exec("zkagent", "status");
            Assert.True(status.ExitCode == 0, status.Both);
            Assert.Contains("leader, serves no clients", status.Output, StringComparison.Ordinal);
            Assert.Contains($"3 of 3 voters serve, {leader.PodName} leads", status.Output, StringComparison.Ordinal);
        }

        // The restart that a member gets which looks for a quorum for so long.
        await Poll.Until(() => Task.FromResult(TimeProvider.System.GetElapsedTime(since) > LeftOutWindow), LeftOutWindow * 2, leader.Logs);
        Assert.DoesNotContain("the agent stopped it", await leader.Logs(), StringComparison.Ordinal);
        Assert.Same(leader, await LeaderOf(ensemble));

        // The gate sees a quorum of the others, and they elect another leader.
        await leader.Kill("TERM");
        Assert.Equal(0, await leader.WaitForExit(TimeSpan.FromSeconds(30)));
        Assert.Contains("leaving: 2 of 3 voters stay in sync", await leader.Logs(), StringComparison.Ordinal);
        await leader.Start();
        await leader.WaitUntilReady();
        Assert.NotSame(leader, await LeaderOf(ensemble));
    }

    [Fact]
    public async Task It_is_ready_where_the_settings_say_so_and_a_follower_stops_next_to_it()
    {
        await using var ensemble = await Ensemble.Serving(3, member => member.WithSettings(Settings).WithSettings("ZK_LEADER_READY=true"));
        var leader = await LeaderOf(ensemble);

        Assert.StartsWith(Leads, (await leader.Get("/readyz")).Body, StringComparison.Ordinal);
        var follower = ensemble.Members.First(member => member != leader);
        await follower.Kill("TERM");
        Assert.Equal(0, await follower.WaitForExit(TimeSpan.FromSeconds(30)));
        Assert.Contains("leaving: 2 of 3 voters stay in sync", await follower.Logs(), StringComparison.Ordinal);
    }

    private static async Task<MemberContainer> LeaderOf(Ensemble ensemble)
    {
        MemberContainer? leader = null;
        await Poll.Until(async () =>
        {
            foreach (var member in ensemble.Members)
                if ((await member.Ask("/readyz")).Body.StartsWith(Leads, StringComparison.Ordinal)) leader = member;
            return leader is not null;
        }, Ensemble.ToServe, ensemble.Members[0].Logs);
        return leader!;
    }
}
