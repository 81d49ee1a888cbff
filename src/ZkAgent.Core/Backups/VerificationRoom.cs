namespace ZkAgent.Core.Backups;

/// <summary>Whether a full verification fits into the container's memory.</summary>
/// <remarks>
/// A kubelet from 1.28 on ends the whole container where memory runs out (cgroup v2, memory.oom.group), ZooKeeper with it. After the restart
/// the same backup would be verified again.
/// </remarks>
public static class VerificationRoom
{
    /// <summary>In bytes: a znode in the verifier's tree, measured 88 to 110, and what else it has.</summary>
    private const long PerNode = 130, Rest = 64L << 20;

    /// <param name="nodes">Znodes of the backup.</param>
    /// <param name="limit">The container's memory limit in bytes; null for none.</param>
    /// <param name="inUse">Bytes that the agent and ZooKeeper have, or may take.</param>
    /// <returns>Why the verification is a quick one; null where a full one fits.</returns>
    public static string? WhyQuick(long nodes, long? limit, long inUse)
    {
        var needed = Rest + nodes * PerNode;
        return limit is not { } most || most - inUse >= needed ? null
            : $"the verification is a quick one: a full one of {nodes} znodes needs about {needed >> 20} MiB, and {Math.Max(0, most - inUse) >> 20} MiB of the memory limit of {most >> 20} MiB are free; raise the limit";
    }
}
