using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.DataGuard;
using ZkAgent.Metrics;
using ZkAgent.Tests.Metrics;

namespace ZkAgent.Tests.DataGuard;

public sealed class GuardMetricsTests
{
    [Fact]
    public async Task The_last_decision_is_the_state_that_is_1_and_before_it_there_is_none()
    {
        using var given = new GivenGuard(logApart: true);
        given.Volume.HoldsDataApart();
        var metrics = new MetricsRegistry();
        using var page = new AgentPage(metrics, [new GuardMetrics(metrics, given.Guard)]);
        Assert.Empty(await page.SamplesAsync(GivenScrape.Serving()));

        await given.Pass();

        var samples = await page.SamplesAsync(GivenScrape.Serving());
        Assert.Equal("zkagent_data_guard_state{state=has-data}", Assert.Single(samples, s => s.Value == "1").Key);
        Assert.Equal(GuardActions.All.Count + 1, samples.Count);
    }
}
