using ZkAgent.Core.Backups;
using ZkAgent.Core.DataTree;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Volume;

namespace ZkAgent.Backups;

/// <summary>Writes records as logs that ZooKeeper reads, up to a cut.</summary>
/// <param name="cut">The last record that is wanted.</param>
/// <param name="directory">Where the logs go.</param>
/// <param name="snapshot">The zxid of the snapshot's name.</param>
internal sealed class LogExtraction(BackupCut cut, string directory, Zxid snapshot)
{
    /// <summary>True once a record was beyond the cut.</summary>
    public bool IsCut { get; private set; }

    private Zxid? _last;

    /// <summary>The last record, or the snapshot's zxid while there is none after it.</summary>
    public Zxid Last => _last ?? snapshot;

    public DateTimeOffset? LastTime { get; private set; }

    /// <summary>Writes the records of one file into a log that has the name of its first one. A file without a record that is wanted leaves none.</summary>
    /// <returns>Why the file can't be used; null where it was.</returns>
    /// <exception cref="IOException">The directory can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written.</exception>
    public string? Add(RecordSource source)
    {
        FileStream? target = null;
        var start = new byte[LogReader.HeaderLength];
        var last = Last.Value;
        try
        {
            var problem = BackupRecords.ReadLog(source, header => header.CopyTo(start), Take);
            target?.Flush(flushToDisk: true);
            return problem;
        }
        finally
        {
            target?.Dispose();
        }

        bool Take(in TransactionHeader header, ReadOnlySpan<byte> record, ReadOnlySpan<byte> entry)
        {
            // A segment may begin with what is there already.
            if (source.File is null && header.Zxid <= last) return true;
            if (header.Zxid > snapshot.Value && cut.IsBefore(header.Zxid, header.Time))
            {
                IsCut = true;
                return false;
            }
            if (target is null)
            {
                target = PlainFiles.Create($"{directory}/{DataFileName.LogPrefix}.{header.Zxid:x}");
                target.Write(start);
            }
            target.Write(record);
            if (header.Zxid > Last.Value) (_last, LastTime) = (new(header.Zxid), DateTimeOffset.FromUnixTimeMilliseconds(header.Time));
            return true;
        }
    }
}
