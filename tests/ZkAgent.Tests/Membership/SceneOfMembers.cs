using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Ensemble;
using ZkAgent.Membership;
using ZkAgent.Peers;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Membership;

/// <summary>An ensemble with dynamic membership around one agent: its peers, the API server and ZooKeeper's reconfiguration, which the test plays.</summary>
internal sealed class SceneOfMembers : IPeers, IWantedMembers, IReconfiguration
{
    public static readonly ServerPattern Pattern = new("zk", "zk-hs.default.svc.cluster.local", 1, 2888, 3888, 2181, null, 0, null);

    private readonly Dictionary<int, bool> _members = [];
    private readonly int _self;
    private int _asked, _read, _requested;

    /// <param name="self">Our ordinal.</param>
    /// <param name="voters">The ordinals that the configuration names.</param>
    public SceneOfMembers(int self, params int[] voters)
    {
        _self = self;
        Member = new(new LocalMember(new([.. voters.Append(self).Distinct().Order().Select(Pattern.At)]), Pattern.At(self), Standalone: false) { Pattern = Pattern });
        foreach (var voter in voters) _members[voter] = true;
        Commit(0x100000005, voters);
    }

    public ObservedTime Time { get; } = new();

    public CurrentMember Member { get; }

    /// <summary>What ZooKeeper has committed.</summary>
    public EnsembleConfiguration Committed { get; private set; } = null!;

    /// <summary>What our ZooKeeper says of itself; null where it is not serving.</summary>
    public string? Mode { get; set; } = "follower";

    public WantedMembers Last { get; set; } = new WantedMembers.Unknown("cannot read it yet");

    /// <summary>The answers of the API server, the last one for ever; none: <see cref="Last"/>.</summary>
    public Queue<Func<CancellationToken, Task<WantedMembers>>> Answers { get; } = [];

    /// <summary>How ZooKeeper answers a request that asks for a change; null: it commits.</summary>
    public Func<ReconfigurationResult>? OnRequest { get; set; }

    /// <summary>True where the peers know what is committed at once.</summary>
    public bool PeersFollow { get; set; } = true;

    /// <summary>How often the peers were asked.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>How often the StatefulSet was read.</summary>
    public int Reads => Volatile.Read(ref _read);

    /// <summary>How often a change was asked for.</summary>
    public int Requested => Volatile.Read(ref _requested);

    public MembershipSurvey Survey => new(
        Member, Pattern, _ => Task.FromResult(Health), () => Task.FromResult(new ReportedVolume(Volume)), this);

    public HealthSnapshot Health => SampledHealth.Of(Mode, Time.GetUtcNow(), Time.GetUtcNow());

    private static MemberVolume Volume => new("instance", MemberData.Data, null, Started: true, []);

    /// <summary>ZooKeeper commits a configuration, and our own agent reads it from its file.</summary>
    public void Commit(long version, params int[] voters)
    {
        Committed = new(version, [.. voters.Order().Select(Pattern.At)]);
        Member.Change(Member.Now, [], new(Committed, EverComplete: true));
    }

    /// <summary>A peer is there and synchronised, or there and not serving, or silent.</summary>
    public void Peer(int ordinal, bool? serves)
    {
        if (serves is { } known) _members[ordinal] = known;
        else _members.Remove(ordinal);
    }

    public Task<PeerAnswer[]> AskAsync(TimeSpan deadline, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Interlocked.Increment(ref _asked);
        var ordinals = _members.Keys.Concat(Committed.Servers.Select(s => Pattern.OrdinalOf(s.Id))).Distinct().Where(o => o != _self);
        return Task.FromResult(ordinals.Order().Select(Answer).ToArray());
    }

    public async Task<WantedMembers> ReadAsync(CancellationToken cancellation)
    {
        Interlocked.Increment(ref _read);
        if (Answers.Count == 0) return Last;
        return await (Answers.Count > 1 ? Answers.Dequeue() : Answers.Peek())(cancellation);
    }

    public Task<ReconfigurationResult> RunAsync(Func<EnsembleConfiguration, IReadOnlyList<EnsembleServer>?> target, CancellationToken cancellation)
    {
        if (target(Committed) is not { } servers) return Task.FromResult<ReconfigurationResult>(new ReconfigurationResult.Nothing(Committed));
        Interlocked.Increment(ref _requested);
        if (OnRequest is { } answer) return Task.FromResult(answer());
        Commit(Committed.Version + 1, [.. servers.Select(s => Pattern.OrdinalOf(s.Id))]);
        return Task.FromResult<ReconfigurationResult>(new ReconfigurationResult.Done(Committed));
    }

    private PeerAnswer Answer(int ordinal)
    {
        var server = Pattern.At(ordinal);
        if (!_members.TryGetValue(ordinal, out var serves)) return new(server, null, "does not resolve");
        var told = PeersFollow ? Committed : Committed with { Version = Committed.Version - 1 };
        return new(server, new(server.Id, server.Host, serves, Leading: false, Draining: false, "serves") { Volume = Volume, Membership = new(told, EverComplete: true) }, "");
    }
}
