using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;
using ZkAgent.Ensemble;
using ZkAgent.Peers;
using ZkAgent.StatusPage;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.StatusPage;

public sealed class LeaderWatchTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);
    private static readonly EnsembleServer[] Servers = [.. Enumerable.Range(1, 3).Select(id => new EnsembleServer(new(id), $"zk-{id - 1}.zk-hs", 2888, 3888, ServerRole.Participant, 2181))];

    [Fact]
    public async Task A_follower_learns_from_the_others_who_leads()
    {
        var (history, peers) = (new PageHistory(), new ToldPeers());
        using var watch = new LeaderWatch(new CurrentMember(new LocalMember(new(Servers), Servers[0], Standalone: false)), peers, history);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = watch.RunAsync(stop.Token);

        watch.Saw(Serving("follower"));
        await Poll.UntilAsync(() => history.Leaders.Since(Noon.AddHours(-1)).Count == 1, TimeSpan.FromSeconds(30), () => "the leader is not noted");
        Assert.Equal(new ServerId(3), history.Leaders.Since(Noon.AddHours(-1))[0].Leader);

        watch.Saw(Serving("leader"));
        Assert.Equal(new ServerId(1), history.Leaders.Since(Noon.AddHours(-1))[^1].Leader);
        Assert.Equal(1, peers.Questions);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static HealthSnapshot Serving(string mode)
    {
        var process = new SupervisionSnapshot(ProcessPhase.Running, Noon, 100, 0, null, "runs");
        var sample = new Sample(Noon, default, FourLetterAnswer.OfText("srvr", $"Zxid: 0x100000001\nMode: {mode}\n"), null);
        return new(HealthState.Serving, "serves", Noon, new(Noon, process, false, null, sample), HealthModel.Next(null, new(Noon, process, false, null, null)).Run);
    }

    private sealed class ToldPeers : IPeers
    {
        public int Questions { get; private set; }

        public Task<PeerAnswer[]> AskAsync(TimeSpan deadline, CancellationToken cancellation)
        {
            Questions++;
            return Task.FromResult<PeerAnswer[]>([.. Servers[1..].Select(s => new PeerAnswer(s, new MemberReport(s.Id, s.Host, Serving: true, Leading: s.Id.Value == 3, Draining: false, "serves"), ""))]);
        }
    }
}
