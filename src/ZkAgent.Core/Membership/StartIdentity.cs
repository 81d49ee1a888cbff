using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Volume;

namespace ZkAgent.Core.Membership;

/// <summary>What the identity file says before ZooKeeper starts with dynamic membership.</summary>
/// <remarks>
/// A joining member has the data on its volume before it has a committed list. If it stops between the two and its lists are lost, its volume
/// looks like that of a static ensemble: two such members would form a quorum by the list of the settings, without the voter that has later writes.
/// </remarks>
public static class StartIdentity
{
    /// <param name="known">What the identity file says now; null where there is none.</param>
    /// <param name="self">Our server line.</param>
    /// <returns>The identity to write; null where the file says already that the membership is dynamic.</returns>
    public static VolumeIdentity? Before(VolumeIdentity? known, EnsembleServer self) => known switch
    {
        null => new(self.Id, self.ShortName, null, Served: false, []) { IsDynamic = true },
        { IsDynamic: true } => null,
        // All members of an ensemble that was static are there already.
        _ => known with { IsDynamic = true, WasComplete = known.Served },
    };
}
