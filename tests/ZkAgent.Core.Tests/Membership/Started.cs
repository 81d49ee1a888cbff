using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Tests.DataGuard;
using ZkAgent.Core.Volume;

namespace ZkAgent.Core.Tests.Membership;

/// <summary>A start of one member with dynamic membership, as its facts say.</summary>
internal sealed record Started(int Ordinal)
{
    public static readonly ServerPattern Pattern = new("zk", "zk-hs.prod.svc.cluster.local", 1, 2888, 3888, 2181, null, 0, null);

    public MemberData Data { get; init; } = MemberData.Empty;
    public VolumeIdentity? Identity { get; init; }
    public EnsembleConfiguration? Own { get; init; }
    public IReadOnlyList<PeerAnswer> Peers { get; init; } = [];
    public IReadOnlyList<PeerAnswer>? Before { get; init; }
    public WantedMembers Wanted { get; init; } = new WantedMembers.Range(0, 3);
    public int Replicas { get; init; } = 3;
    public GuardOverrides Overrides { get; init; } = GuardOverrides.None;
    public IReadOnlyList<int>? Claims { get; init; } = [];
    public IReadOnlyList<string> SilentAddresses { get; init; } = [];
    public TimeSpan Silence { get; init; }
    public RestoreRequest? Restore { get; init; }
    public EnsembleId? Placed { get; init; }

    public static EnsembleConfiguration Of(long version, params int[] ordinals) => new(version, [.. ordinals.Select(Pattern.At)]);

    public static VolumeIdentity Served(int ordinal, bool dynamic, long? version, params int[] ordinals) =>
        new(new(ordinal + 1), $"zk-{ordinal}", Three.Ours, Served: true, [.. ordinals.Select(o => new ServerId(o + 1))]) { IsDynamic = dynamic, Configuration = version };

    public static PeerAnswer Blank(int ordinal, string life = "one") => Tells(ordinal, MemberData.Empty, null, life: life);

    public static PeerAnswer Silent(int ordinal) => new(Pattern.At(ordinal), null, "does not resolve");

    public static PeerAnswer Tells(int ordinal, MemberData data, EnsembleConfiguration? configuration, bool serving = false, string life = "one") =>
        Static(ordinal, data, serving, life) is var answer ? answer with { Report = answer.Report! with { Membership = new(configuration, EverComplete: false) } } : answer;

    public static PeerAnswer Static(int ordinal, MemberData data, bool serving = false, string life = "one", params int[] members)
    {
        var server = Pattern.At(ordinal);
        var volume = new MemberVolume(life, data, data == MemberData.Data ? Three.Ours : null, serving, [.. members.Select(m => new ServerId(m + 1))]);
        return new(server, new(server.Id, server.Host, serving, false, false, "is well") { Volume = volume }, "");
    }

    public StartPlan Decide()
    {
        var local = new LocalMember(new([.. Enumerable.Range(0, Math.Max(Replicas, Ordinal + 1)).Select(Pattern.At)]), Pattern.At(Ordinal), Standalone: false) { Pattern = Pattern };
        var guard = new GuardFacts(local, Three.Own(Data, Identity) with { Placed = Placed }, Before ?? Peers, Peers, Overrides) { Silences = Peers.ToDictionary(p => p.Server.Id, _ => Silence), Restore = Restore };
        return StartDecision.Decide(new(guard, Own, Wanted, Replicas) { Claims = Claims, SilentAddresses = SilentAddresses });
    }
}
