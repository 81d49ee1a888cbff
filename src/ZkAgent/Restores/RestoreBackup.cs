using System.Security.Cryptography;
using System.Text;
using ZkAgent.Backups;
using ZkAgent.Core.Backups;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Restores;

namespace ZkAgent.Restores;

/// <summary>A verified backup that a restore places.</summary>
/// <param name="Stored">The backup.</param>
/// <param name="Cut">Where it ends.</param>
/// <param name="Id">The restore's id.</param>
/// <param name="Words">What is restored, for the log.</param>
internal sealed record RestoreBackup(StoredBackup Stored, BackupCut Cut, EnsembleId Id, string Words)
{
    /// <summary>Finds and verifies a backup. May take minutes, and hangs as long as the file system hangs.</summary>
    /// <param name="path">A directory of backups, one ensemble's directory, or one backup.</param>
    /// <param name="cutText">latest, a zxid or a time.</param>
    /// <param name="name">ZK_RESTORE_NAME.</param>
    /// <returns>The backup, or why it can't be used: a sentence that begins "cannot".</returns>
    public static (RestoreBackup? Backup, string? Problem) Read(string path, string cutText, string name, CancellationToken cancellation)
    {
        var (parsed, wrong) = BackupCut.Parse(cutText);
        if (parsed is not { } cut) return (null, wrong);
        try
        {
            var stored = new BackupStore(path).Find(cut);
            // What was replayed when it was made needs no second replay: the checksums show that it is still the same. Segments came later.
            var replayed = stored.Manifest.Verified == VerifiedLevel.Full && RecordSource.Of(stored).All(r => r.File is not null);
            var report = BackupVerification.Verify(stored, replayed ? VerifiedLevel.Quick : VerifiedLevel.Full, cancellation);
            if (!report.IsGood) return (null, $"cannot restore {stored.Name}: {report.Problems[0]}");
            if (cut.Zxid is { } zxid && (zxid.Value < report.From.Value || zxid.Value > report.To.Value) || cut.Time is { } time && (time < report.FromTime || time > report.ToTime && time > (stored.Manifest.Before ?? report.ToTime)))
                return (null, $"cannot restore {stored.Name} up to {cut}: it can be restored to any transaction from {report.From} ({report.FromTime:yyyy-MM-ddTHH:mm:ssZ}) to {report.To} ({report.ToTime:yyyy-MM-ddTHH:mm:ssZ})");
            var end = cut == BackupCut.Latest ? report.To.ToString() : cut.ToString();
            var id = RestoreId.Of(SHA256.HashData(Encoding.UTF8.GetBytes(RestoreId.Text(stored.Manifest.Id, end, name))));
            // Segments that a living ensemble adds from now on are not part of this restore.
            if (cut == BackupCut.Latest) cut = new(report.To, null);
            return (new(stored, cut, id, $"backup {stored.Name} of ensemble {stored.Manifest.Ensemble?.Abbreviated ?? "unknown"} up to {end} is restore {id.Abbreviated} (name {name})"), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return (null, e.Message.StartsWith("cannot", StringComparison.Ordinal) ? e.Message.TrimEnd('.') : $"cannot read the backup in {path}: {e.Message.TrimEnd('.')}");
        }
    }
}
