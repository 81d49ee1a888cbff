using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Departure;
using ZkAgent.Health;
using ZkAgent.Metrics;
using ZkAgent.Peers;
using ZkAgent.Tests.Fakes;
using ZkAgent.Tests.Metrics;

namespace ZkAgent.Tests.Departure;

public sealed class DepartureMetricsTests
{
    [Fact]
    public async Task The_gate_is_open_until_the_member_leaves_and_after_a_drain_that_was_forgotten()
    {
        await using var zooKeeper = new ScriptedZooKeeper { Script = ScriptedZooKeeper.Serving("follower") };
        var (metrics, time, log) = (new MetricsRegistry(), TimeProvider.System, new RememberedLog<DepartureGate>());
        var self = new EnsembleServer(new(1), "127.0.0.1", 2888, 3888, ServerRole.Participant, zooKeeper.Port);
        var local = new LocalMember(new([self]), self, Standalone: false);
        var sampler = new Sampler(new SampledServer("127.0.0.1", zooKeeper.Port, Standalone: false, () => GivenScrape.Runs, () => null), new ElectionMetrics(metrics), new(time), log);
        var gate = new DepartureGate(new(local), sampler.SampleAsync, new PeerClient(new(local), 9141, () => null, time), time, log);
        using var page = new AgentPage(metrics, [new DepartureMetrics(metrics, gate)]);
        Assert.Equal(["zkagent_departure_gate_state{state=open}"], await OnesAsync(null));

        await gate.PassAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["zkagent_departure_gate_state{state=passed}", "zkagent_draining"], await OnesAsync("leaving, asked by drain"));
        Assert.Equal(["zkagent_departure_gate_state{state=open}"], await OnesAsync(null));

        async Task<IEnumerable<string>> OnesAsync(string? draining) => (await page.SamplesAsync(GivenScrape.Serving(draining: draining)))
            .Where(s => s.Value == "1" && s.Key != "zkagent_elections_total").Select(s => s.Key);
    }
}
