using Xunit;
using ZkAgent.Core.Membership;
using ZkAgent.Membership;
using ZkAgent.Metrics;
using ZkAgent.Tests.Metrics;

namespace ZkAgent.Tests.Membership;

public sealed class DynamicMembershipMetricsTests
{
    [Fact]
    public async Task The_membership_is_told_as_far_as_it_is_known()
    {
        var metrics = new MetricsRegistry();
        var view = new MembershipView(null, null, MembershipState.Unknown, "not known yet", []);
        using var page = new AgentPage(metrics, [new DynamicMembershipMetrics(metrics, () => view)]);
        Assert.Equal(["zkagent_membership_state{state=unknown}"], (await SamplesAsync()).Where(s => s.Value == "1").Select(s => s.Key));
        Assert.All(await SamplesAsync(), s => Assert.StartsWith("zkagent_membership_state", s.Key, StringComparison.Ordinal));

        view = new("100000005", 3, MembershipState.Waiting, "why",
        [
            new(SceneOfMembers.Pattern.At(0), MembershipRole.Voter, Votes: true, Serves: true), new(SceneOfMembers.Pattern.At(1), MembershipRole.Voter, Votes: true, Serves: false),
            new(SceneOfMembers.Pattern.At(2), MembershipRole.Joiner, Votes: false, Serves: true), new(SceneOfMembers.Pattern.At(3), MembershipRole.Leaving, Votes: true, Serves: false),
        ]);
        var samples = await SamplesAsync();
        Assert.Equal(("3", "1", "1", "2", "3", "4294967301"), (samples["zkagent_membership_voters"], samples["zkagent_membership_joiners"], samples["zkagent_membership_leaving"],
            samples["zkagent_membership_dead_voters"], samples["zkagent_membership_wanted"], samples["zkagent_membership_config_version"]));
        Assert.Equal("1", samples["zkagent_membership_state{state=waiting}"]);

        async Task<Dictionary<string, string>> SamplesAsync() => await page.SamplesAsync(GivenScrape.Serving());
    }

    [Fact]
    public async Task Changes_are_counted_by_their_end()
    {
        var metrics = new MetricsRegistry();
        var scene = new SceneOfMembers(0, 0, 1);
        var counted = new CountedReconfiguration(scene, metrics);
        using var page = new AgentPage(metrics, []);
        var target = scene.Committed.Servers;
        await counted.RunAsync(_ => null, TestContext.Current.CancellationToken);
        await counted.RunAsync(_ => target, TestContext.Current.CancellationToken);
        scene.OnRequest = () => new ReconfigurationResult.Refused("why");
        await counted.RunAsync(_ => target, TestContext.Current.CancellationToken);

        var samples = await page.SamplesAsync(GivenScrape.Serving());
        Assert.Equal(("1", "0", "1"), (samples["zkagent_membership_reconfigurations_total{result=done}"], samples["zkagent_membership_reconfigurations_total{result=again}"],
            samples["zkagent_membership_reconfigurations_total{result=refused}"]));
    }
}
