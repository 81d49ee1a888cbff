namespace ZkAgent.Core.Backups;

/// <summary>One file of a backup.</summary>
/// <param name="Name">Its name in the backup: ZooKeeper's own (<c>snapshot.X</c>, <c>log.Y</c>), and the suffix of the compression.</param>
/// <param name="Bytes">Its size as it is stored.</param>
/// <param name="Sha256">SHA-256 of the bytes as they are stored, 64 hexadecimal digits.</param>
public sealed record BackupFile(string Name, long Bytes, string Sha256);
