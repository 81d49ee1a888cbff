using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Volume;

namespace ZkAgent.Core.Tests.DataGuard;

/// <summary>Members of an ensemble as the guard of one of them sees them.</summary>
internal static class Three
{
    public static readonly EnsembleId Ours = EnsembleId.New(new Guid(1, 0, 0, new byte[8]));
    public static readonly EnsembleId Theirs = EnsembleId.New(new Guid(2, 0, 0, new byte[8]));

    public static LocalMember LocalMemberOf(int self, int servers = 3, int? participants = null)
    {
        var all = Enumerable.Range(1, servers).Select(i => new EnsembleServer(
            new(i), $"zk-{i - 1}.zk-hs", 2888, 3888, i <= (participants ?? servers) ? ServerRole.Participant : ServerRole.Observer, 2181)).ToList();
        return new(new(all), all[self - 1], Standalone: servers == 1);
    }

    public static MemberVolume Holds(MemberData data, EnsembleId? ensemble = null, bool started = false, string life = "one", params int[] members) =>
        new(life, data, ensemble, started, [.. members.Select(m => new ServerId(m))]);

    public static PeerAnswer Tells(LocalMember local, int id, MemberVolume? volume, bool serving = false) =>
        new(local.Topology.Servers[id - 1], new(new(id), local.Topology.Servers[id - 1].Host, serving, false, false, "is well") { Volume = volume }, "");

    public static PeerAnswer Silent(LocalMember local, int id) => new(local.Topology.Servers[id - 1], null, "does not resolve");

    public static PeerAnswer WithoutAgent(LocalMember local, int id, bool serving) =>
        new(local.Topology.Servers[id - 1], new(new(id), local.Topology.Servers[id - 1].Host, serving, false, false, "without an agent"), "");

    public static LocalVolume Own(MemberData data, VolumeIdentity? identity = null) => new(data, identity, data switch
    {
        MemberData.Data => "has data",
        MemberData.Lost => "has lost its data",
        MemberData.Damaged => "has a snapshot that ends too early",
        MemberData.Initialized => "was initialized with an empty database",
        _ => "is empty",
    });

    public static VolumeIdentity IdentityOf(int id, EnsembleId? ensemble, params int[] members) =>
        new(new(id), $"zk-{id - 1}", ensemble, Served: true, [.. members.Select(m => new ServerId(m))]) { Rule = QuorumRule.Majority([.. members.Select(m => new ServerId(m))]) };

    public static GuardDecision Decide(LocalMember local, LocalVolume own, IReadOnlyList<PeerAnswer> peers, IReadOnlyList<PeerAnswer>? before = null, GuardOverrides? overrides = null, TimeSpan silence = default, ServerId? lately = null) =>
        VoteDecision.Decide(new(local, own, before ?? peers, peers, overrides ?? GuardOverrides.None)
        {
            Silences = peers.ToDictionary(p => p.Server.Id, p => p.Server.Id == lately ? TimeSpan.Zero : silence),
        });
}
