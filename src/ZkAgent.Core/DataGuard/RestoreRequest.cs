using ZkAgent.Core.Peers;

namespace ZkAgent.Core.DataGuard;

/// <summary>The restore that ZK_RESTORE asks for, as far as it is known.</summary>
/// <param name="Setting">The setting's value and ZK_RESTORE_NAME, as a volume that was restored with them remembers them.</param>
/// <param name="Id">The restore's id; null until the backup was read and verified.</param>
/// <param name="Problem">Why the backup can't be used, a sentence that begins "cannot"; null while it is being read, and once the id is known.</param>
public sealed record RestoreRequest(string Setting, EnsembleId? Id, string? Problem);
