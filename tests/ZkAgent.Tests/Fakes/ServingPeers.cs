using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Peers;

namespace ZkAgent.Tests.Fakes;

/// <summary>The other members of an ensemble of three, zk-0 to zk-2. They serve until the test says otherwise.</summary>
internal sealed class ServingPeers : IPeers
{
    private readonly Dictionary<int, MemberReport?> _reports = [];
    private int _asked;

    /// <param name="self">Our own id, 1 to 3.</param>
    public ServingPeers(int self)
    {
        var topology = new EnsembleTopology([.. Enumerable.Range(1, 3).Select(id =>
            new EnsembleServer(new(id), Name(id), 2888, 3888, ServerRole.Participant, 2181))]);
        LocalMember = new(topology, topology.Servers[self - 1], Standalone: false);
        foreach (var peer in LocalMember.Peers) Serves(peer.Id.Value);
    }

    /// <summary>Our place among them.</summary>
    public LocalMember LocalMember { get; }

    /// <summary>How often they were asked.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>Awaited before an answer; a test may hold it up.</summary>
    public Func<CancellationToken, Task> Before { get; set; } = _ => Task.CompletedTask;

    public void Serves(int id, bool leads = false, bool drains = false) => _reports[id] = new(new(id), Name(id), Serving: true, leads, drains, $"serves as {(leads ? "leader" : "follower")}");

    public void LooksForQuorum(int id) => _reports[id] = new(new(id), Name(id), Serving: false, Leading: false, Draining: false, "looks for a quorum");

    public void IsSilent(int id) => _reports[id] = null;

    private static string Name(int id) => $"zk-{id - 1}.zk-hs";

    public async Task<PeerAnswer[]> AskAsync(TimeSpan deadline, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _asked);
        await Before(cancellation);
        cancellation.ThrowIfCancellationRequested();
        return [.. LocalMember.Peers.Select(peer => new PeerAnswer(peer, _reports[peer.Id.Value], _reports[peer.Id.Value] is null ? "does not resolve" : ""))];
    }
}
