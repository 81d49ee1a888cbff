using System.Globalization;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Backups;

/// <summary>Reads records up to a cut, and says whether the snapshot with these records is the tree at the cut.</summary>
/// <remarks>
/// A snapshot holds everything up to its fuzzy end, whatever the cut. By zxid that is compared; by time only a record at or behind the fuzzy end, with a
/// time before the cut, proves that the snapshot has nothing later.
/// </remarks>
/// <param name="cut">The last record that is wanted.</param>
/// <param name="manifest">The backup.</param>
public sealed class CutProgress(BackupCut cut, BackupManifest manifest)
{
    private Zxid? _last;

    /// <summary>True once a record was beyond the cut.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The last record, or the snapshot's zxid while there is none after it.</summary>
    public Zxid Last => _last is { } last && last.Value > manifest.Snapshot.Value ? last : manifest.Snapshot;

    /// <summary>The leader's clock at <see cref="Last"/>; null while there is none.</summary>
    public DateTimeOffset? LastTime { get; private set; }

    /// <summary>Why the backup can't be cut there, as far as the manifest says; null where it may be.</summary>
    public string? EarlyProblem => cut.Zxid is { } zxid && zxid.Value < manifest.FuzzyEnd.Value ? TooEarly : null;

    /// <summary>Why what was read is not the tree at the cut, as a sentence; null where it is. To be asked after the last record.</summary>
    public string? Problem
    {
        get
        {
            if (EarlyProblem is { } early) return early;
            var proven = cut.Time is null || cut.Time >= manifest.Before ? Last : _last ?? new Zxid(-1);
            if (proven.Value < manifest.FuzzyEnd.Value)
                return cut == BackupCut.Latest ? $"cannot use the backup: its logs end at {Last}, and its snapshot holds parts of transactions up to {manifest.FuzzyEnd}" : TooEarly;
            var beyond = !IsCut && (cut.Zxid is { } zxid ? zxid.Value > Last.Value : cut.Time is { } time && time > (LastTime ?? time) && !(time <= manifest.Before));
            return beyond ? string.Create(CultureInfo.InvariantCulture, $"cannot cut the backup at {cut}: with its log segments it ends at {Last}, {LastTime?.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fff}Z; use an earlier cut, or latest") : null;
        }
    }

    private string TooEarly => $"cannot cut the backup at {cut}: its snapshot has transactions up to {manifest.FuzzyEnd}; choose an older backup";

    /// <returns>True where the record is wanted; after the first that is not, none is.</returns>
    public bool Takes(long zxid, long milliseconds)
    {
        if (IsCut || cut.IsBefore(zxid, milliseconds))
        {
            IsCut = true;
            return false;
        }
        if (_last is null || zxid > _last.Value.Value) (_last, LastTime) = (new(zxid), DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
        return true;
    }
}
