using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Launch;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Settings;
using ZkAgent.DataGuard;
using ZkAgent.Ensemble;
using ZkAgent.Hosting;
using ZkAgent.Membership;

namespace ZkAgent.Composition;

/// <summary>The result of the preparation of <c>run</c>, before the host is built: valid settings, written files, free ports.</summary>
/// <param name="LocalMember">Our place in the ensemble at the start.</param>
/// <param name="Launch">The command that starts ZooKeeper.</param>
/// <param name="Guarded">True if the agent can keep this version of ZooKeeper from voting with an empty volume.</param>
/// <param name="Overrides">The overrides that the operator set.</param>
/// <param name="TerminationMessage">The pod's termination message.</param>
internal sealed record RunPlan(
    AgentSettings Settings, LocalMember LocalMember, LaunchPlan Launch, bool Guarded, OperatorOverrides Overrides, TerminationLog TerminationMessage)
{
    /// <summary>The zoo.cfg of the settings.</summary>
    public required RenderedFile ZooCfg { get; init; }

    /// <summary>The same without servers: the line that names their file is added at each start with a configuration.</summary>
    public required RenderedFile ZooCfgWithoutList { get; init; }

    /// <summary>ZooKeeper's version; null where no jar tells.</summary>
    public ZooKeeperVersion? ZooKeeper { get; init; }

    /// <summary>As whom the agent changes the membership; null with a static list.</summary>
    public SuperUser? SuperUser { get; init; }

    /// <summary>Our place as it is now.</summary>
    public CurrentMember Member { get; } = new(LocalMember);

    /// <summary>True with several servers: one of them may be outside the quorum or have the volume of another ensemble.</summary>
    public bool HasPeers => !LocalMember.Standalone;
}
