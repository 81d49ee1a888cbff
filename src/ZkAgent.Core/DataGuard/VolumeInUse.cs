namespace ZkAgent.Core.DataGuard;

/// <summary>Holds a start back while another process uses the volume.</summary>
/// <remarks>
/// After <c>kubectl delete pod --force</c> the API forgets the old pod at once. The new pod can then start on the same node while the old
/// one still runs. The new ZooKeeper would not know the writes that the old one acknowledges from then on. ZooKeeper has no lock of its own.
/// </remarks>
public static class VolumeInUse
{
    /// <summary>Name of the file, in dataDir and in dataLogDir, whose lock the agent and its ZooKeeper hold.</summary>
    public const string FileName = "zkagent.lock";

    /// <param name="path">Path of the file whose lock another process holds.</param>
    public static GuardDecision Hold(string path) => new(GuardAction.Hold,
        $"held back: another process uses this volume, because it holds the lock of {path}; two ZooKeepers on one volume lose writes, so this one waits until that process ends. A pod that was deleted by force can still run; if there is none, remove the file");
}
