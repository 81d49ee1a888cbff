using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Settings;
using ZkAgent.DataGuard;
using ZkAgent.Metrics;
using ZkAgent.Supervision;
using ZkAgent.Tests.Fakes;
using ZkAgent.Tests.Metrics;

namespace ZkAgent.Tests.DataGuard;

public sealed class VoteGuardTests
{
    [Fact]
    public async Task A_volume_that_can_not_be_made_ready_is_refused_with_the_reason()
    {
        using var root = new TemporaryDirectory();
        // As good as a full or read-only file system, which the user of a test may be allowed to write nevertheless.
        Directory.CreateDirectory(root.At("log/initialize"));
        Directory.CreateDirectory(root.At("data"));
        var (guard, metrics) = Standalone(root);
        using var page = new AgentPage(metrics, [new GuardMetrics(metrics, guard)]);
        Assert.Empty(await page.SamplesAsync(GivenScrape.Serving()));

        var refusal = await guard.PassAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("cannot make the volume ready for ZooKeeper: ", refusal, StringComparison.Ordinal);
        Assert.Contains(root.At("log/initialize"), refusal, StringComparison.Ordinal);
        var samples = await page.SamplesAsync(GivenScrape.Serving());
        Assert.Equal("zkagent_data_guard_state{state=genesis}", Assert.Single(samples, s => s.Value == "1").Key);
        Assert.Equal(GuardActions.All.Count + 1, samples.Count);
    }

    private static (VoteGuard Guard, MetricsRegistry Metrics) Standalone(TemporaryDirectory root)
    {
        var self = new EnsembleServer(new(1), "zk-0.zk-hs", 2888, 3888, ServerRole.Participant, 2181);
        var seat = new Seat(new([self]), self, Standalone: true);
        var directories = new DirectorySettings { Data = root.At("data"), DataLog = root.At("log"), Log = root.At("logs"), Configuration = root.At("conf"), Run = root.At("run") };
        var (time, log, stamps) = (TimeProvider.System, new RememberedLog<VoteGuard>(), new StampFile(directories));
        return (new VoteGuard(seat, new VolumeWatch(directories, stamps, standalone: true, "", time), new ScriptedPeers(seat),
            new VolumePreparation(seat, directories, stamps, new InitializeMarker(directories), time, log), new OperatorOverrides(new() { Genesis = null, Volume = null, Damaged = null }, time), new SupervisionState(new(time)), time, log), new());
    }
}
