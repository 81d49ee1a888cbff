using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Membership;

/// <summary>What one member knows when it decides about the membership.</summary>
/// <param name="Pattern">What the server of each ordinal is called.</param>
/// <param name="Configuration">The newest configuration that is known; null while none is.</param>
/// <param name="Own">The own server by the settings, and what this member tells of itself.</param>
/// <param name="Wanted">What the StatefulSet asks for.</param>
/// <param name="Peers">What each other member told.</param>
public sealed record RunningFacts(
    ServerPattern Pattern, EnsembleConfiguration? Configuration, PeerAnswer Own, WantedMembers Wanted, IReadOnlyList<PeerAnswer> Peers)
{
    /// <summary>Members that told of a dynamic list since this agent started. One that is silent now is no static member then.</summary>
    public IReadOnlySet<ServerId> SeenDynamic { get; init; } = new HashSet<ServerId>();

    /// <summary>Members that told of a static list when they last told anything.</summary>
    public IReadOnlySet<ServerId> SeenStatic { get; init; } = new HashSet<ServerId>();

    /// <summary>For how long there has been a synchronised newcomer.</summary>
    public TimeSpan NewcomersFor { get; init; }

    /// <summary>For how long the same change has been due.</summary>
    public TimeSpan DueFor { get; init; }

    /// <summary>The own server as the settings have it.</summary>
    public EnsembleServer Self => Own.Server;

    /// <summary>True where the own ZooKeeper serves in a quorum.</summary>
    public bool Serves => Own.Report is { Serving: true };

    /// <summary>The range of wanted ordinals; null where it is not known, or the StatefulSet goes away.</summary>
    public WantedMembers.Range? Range => Wanted as WantedMembers.Range;

    /// <summary>Every member's answer, the own one included.</summary>
    public IEnumerable<PeerAnswer> Answers => Peers.Where(p => p.Server.Id != Self.Id).Append(Own);

    /// <summary>What the member of an id told; null where it told nothing.</summary>
    public MemberReport? ReportOf(ServerId id) => Answers.FirstOrDefault(a => a.Server.Id == id)?.Report;

    /// <summary>True where the StatefulSet asks for this server, or where it is not known what it asks for: a pod that exists is wanted.</summary>
    public bool Wants(EnsembleServer server) => Range?.Contains(Pattern.OrdinalOf(server.Id)) ?? true;

    /// <summary>The servers of the own StatefulSet that it does not ask for. None where the range is not known.</summary>
    public IReadOnlyList<EnsembleServer> Beyond(EnsembleConfiguration configuration) =>
        Range is null ? [] : [.. configuration.Servers.Where(s => Pattern.Owns(s) && !Wants(s))];
}
