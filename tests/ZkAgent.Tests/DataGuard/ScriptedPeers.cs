using System.Threading.Channels;
using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Peers;

namespace ZkAgent.Tests.DataGuard;

/// <summary>Peers that answer as a test says, at once.</summary>
internal sealed class ScriptedPeers(LocalMember local) : IPeers
{
    private readonly Channel<int> _asked = Channel.CreateUnbounded<int>();
    private readonly Dictionary<int, MemberReport> _reports = [];
    private int _rounds;

    /// <summary>From now on a peer holds this.</summary>
    public void Tells(int id, MemberData data, bool serving = false, EnsembleId? ensemble = null, string life = "one", bool started = false, ReportedRestore? restore = null)
    {
        lock (_reports)
            _reports[id] = new(new(id), local.Topology.Servers[id - 1].Host, serving, false, false, "is well") { Volume = new(life, data, ensemble, started, []), Restore = restore };
    }

    /// <summary>From now on a peer does not answer.</summary>
    public void IsSilent(int id)
    {
        lock (_reports) _reports.Remove(id);
    }

    /// <summary>Returns once the peers have been asked so often.</summary>
    public async Task UntilAskedAsync(int rounds)
    {
        while (Volatile.Read(ref _rounds) < rounds) await _asked.Reader.ReadAsync(TestContext.Current.CancellationToken);
    }

    public int Rounds => Volatile.Read(ref _rounds);

    public Task<PeerAnswer[]> AskAsync(TimeSpan deadline, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        PeerAnswer[] answers;
        lock (_reports)
            answers = [.. local.Peers.Select(p => _reports.TryGetValue(p.Id.Value, out var report) ? new PeerAnswer(p, report, "") : new(p, null, "does not resolve"))];
        _asked.Writer.TryWrite(Interlocked.Increment(ref _rounds));
        return Task.FromResult(answers);
    }
}
