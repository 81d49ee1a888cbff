using Microsoft.Extensions.Logging;
using ZkAgent.Core.Backups;
using ZkAgent.Machine;
using ZkAgent.Metrics;
using ZkAgent.Supervision;

namespace ZkAgent.Backups;

/// <summary>Chooses between a full and a quick verification.</summary>
/// <param name="inFull">ZK_BACKUP_VERIFY=full.</param>
/// <param name="heap">ZooKeeper's heap in bytes, which it may take; null where it is not known.</param>
/// <param name="state">Tells ZooKeeper's process.</param>
internal sealed class VerificationChoice(bool inFull, long? heap, SupervisionState state, ILogger log)
{
    private string? _said;

    /// <param name="path">The backup.</param>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="InvalidDataException">Its manifest is none.</exception>
    public bool IsFull(string path)
    {
        if (!inFull) return false;
        var zooKeeper = state.Now.Pid is { } pid ? ProcessUsage.Of(pid)?.ResidentBytes ?? 0 : 0;
        var inUse = Math.Max(zooKeeper, heap ?? 0) + (ProcessUsage.Of(Environment.ProcessId)?.ResidentBytes ?? 0);
        var quick = VerificationRoom.WhyQuick(BackupStore.Load(path).Manifest.Nodes, new MemoryLimit().Read(), inUse);
        if (quick is not null && quick != _said) log.LogWarning("backup: {Sentence}", quick);
        _said = quick;
        return quick is null;
    }
}
