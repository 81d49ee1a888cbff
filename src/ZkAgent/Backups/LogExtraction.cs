using ZkAgent.Core.Backups;
using ZkAgent.Core.DataTree;
using ZkAgent.Core.Volume;

namespace ZkAgent.Backups;

/// <summary>Writes records as logs that ZooKeeper reads, up to a cut.</summary>
/// <param name="progress">The cut.</param>
/// <param name="directory">Where the logs go.</param>
internal sealed class LogExtraction(CutProgress progress, string directory)
{
    /// <summary>Writes the records of one file into a log that has the name of its first one. A file without a record that is wanted leaves none.</summary>
    /// <returns>Why the file can't be used; null where it was.</returns>
    /// <exception cref="IOException">The directory can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written.</exception>
    public string? Add(RecordSource source)
    {
        FileStream? target = null;
        var start = new byte[LogReader.HeaderLength];
        var last = progress.Last.Value;
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
            if (!progress.Takes(header.Zxid, header.Time)) return false;
            if (target is null)
            {
                target = PlainFiles.Create($"{directory}/{DataFileName.LogPrefix}.{header.Zxid:x}");
                target.Write(start);
            }
            target.Write(record);
            return true;
        }
    }
}
