using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Volume;

/// <summary>Data of a backup that was placed on a volume and has not been started yet.</summary>
/// <param name="Restore">The restore, which becomes the ensemble's id.</param>
/// <param name="Last">The zxid of the last transaction that was placed: files that end elsewhere are not the whole of it.</param>
public sealed record PlacedRestore(EnsembleId Restore, long Last);
