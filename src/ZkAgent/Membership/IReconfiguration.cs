using ZkAgent.Core.Ensemble;

namespace ZkAgent.Membership;

/// <summary>Changes the configuration of the ensemble through the own ZooKeeper.</summary>
internal interface IReconfiguration
{
    /// <summary>Reads the committed configuration, and replaces it as a whole if it is still the same.</summary>
    /// <param name="target">Computes all servers of the next configuration from the committed one; null where nothing is to change.</param>
    /// <param name="cancellation">Ends it early and throws. Then it is unknown whether the change was committed.</param>
    Task<ReconfigurationResult> RunAsync(Func<EnsembleConfiguration, IReadOnlyList<EnsembleServer>?> target, CancellationToken cancellation);
}
