using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Peers;

/// <summary>What a member with dynamic membership tells its peers of the configuration. A member that tells none has a static list.</summary>
/// <param name="Configuration">The newest configuration that it has committed; null while it has none.</param>
/// <param name="EverComplete">True once the ensemble had all the voters that it was founded for.</param>
public sealed record ReportedMembership(EnsembleConfiguration? Configuration, bool EverComplete)
{
    /// <summary>True where its configuration names it as a voter.</summary>
    public bool IsVoter(ServerId self) => Configuration?.IsVoter(self) == true;
}
