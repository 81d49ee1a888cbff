using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Launch;
using ZkAgent.Core.Settings;
using ZkAgent.DataGuard;
using ZkAgent.Hosting;

namespace ZkAgent.Composition;

/// <summary>What <c>run</c> settled before the host is built: valid settings, files written, ports free.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="LocalMember">Our place in the ensemble.</param>
/// <param name="Launch">The command that starts ZooKeeper.</param>
/// <param name="Guarded">True where this ZooKeeper can be kept from voting with an empty volume.</param>
/// <param name="Overrides">The overrides that the operator set.</param>
/// <param name="TerminationMessage">The pod's termination message.</param>
internal sealed record RunPlan(
    AgentSettings Settings, LocalMember LocalMember, LaunchPlan Launch, bool Guarded, OperatorOverrides Overrides, TerminationLog TerminationMessage)
{
    /// <summary>Several servers, one of which may be left out of a quorum or hold the volume of another ensemble.</summary>
    public bool HasPeers => !LocalMember.Standalone;
}
