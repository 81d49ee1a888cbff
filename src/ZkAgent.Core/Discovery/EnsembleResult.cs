using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Discovery;

/// <summary>The outcome of working out the members: the topology and the local member, or every problem at once.</summary>
/// <param name="Topology">All servers; null when there are problems.</param>
/// <param name="LocalMember">Our own place; null when there are problems or none was asked for.</param>
public sealed record EnsembleResult(
    EnsembleTopology? Topology,
    LocalMember? LocalMember,
    IReadOnlyList<SettingsProblem> Problems,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<EffectiveSetting> Effective);
