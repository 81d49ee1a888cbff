using ZkAgent.Core.Backups;
using ZkAgent.Core.DataTree;

namespace ZkAgent.Backups;

/// <summary>Reads a file of a backup once, from its beginning to its end, and checks what the manifest says of it.</summary>
internal static class BackupRecords
{
    /// <summary>Takes a record: its header, the whole record, and the entry in it.</summary>
    /// <returns>False: no more records are wanted.</returns>
    public delegate bool TakeRecord(in TransactionHeader header, ReadOnlySpan<byte> record, ReadOnlySpan<byte> entry);

    /// <summary>Reads a snapshot.</summary>
    /// <param name="read">Gets the snapshot unpacked, and returns a phrase that follows on its name if it is wrong.</param>
    /// <returns>Why the file can't be used, as a sentence; null where it can.</returns>
    public static string? ReadSnapshot(StoredBackup backup, BackupFile file, Func<Stream, string?> read) => Checked(file.Name, () => backup.Open(file.Name), file, stream =>
    {
        using var unpacked = Compression.Unpack(Compression.Read(stream, file.Name), file.Name);
        return read(unpacked);
    });

    /// <summary>Reads a file as ZooKeeper wrote it.</summary>
    /// <returns>Why the file can't be used, as a sentence; null where it can.</returns>
    public static string? ReadStored(StoredBackup backup, BackupFile file, Action<Stream> read) => Checked(file.Name, () => backup.Open(file.Name), file, stream =>
    {
        using var plain = Compression.Read(stream, file.Name);
        read(plain);
        return null;
    });

    /// <summary>Reads a log or a segment, which has whole records only.</summary>
    /// <param name="header">Takes the file's header before its first record.</param>
    /// <param name="take">Takes each record.</param>
    /// <returns>Why the file can't be used, as a sentence; null where it can.</returns>
    public static string? ReadLog(RecordSource source, Action<ReadOnlySpan<byte>> header, TakeRecord take) => Checked(source.Name, source.Open, source.File, stream =>
    {
        using var plain = Compression.Read(stream, source.Name);
        var log = new LogReader(plain);
        var start = log.ReadHeader();
        if (start.IsEmpty) return "does not begin as a log";
        header(start);
        while (log.Next(out var record, out var entry))
            if (!take(log.Header, record, entry)) return null;
        return log.End == LogEnd.EndOfFile ? null : $"has no whole record at byte {log.Position}";
    });

    private static string? Checked(string name, Func<Stream> open, BackupFile? file, Func<Stream, string?> read)
    {
        try
        {
            using var stored = new HashingStream(new SourceStream(open));
            string? problem;
            try
            {
                problem = read(new LeftOpen(stored));
            }
            catch (Exception e) when (Compression.IsDamage(e))
            {
                problem = $"can't be decompressed: {e.Message.TrimEnd('.')}";
            }
            stored.ReadToEnd();
            // The sum says more than what a reader stumbled over.
            if (file is not null && stored.Count != file.Bytes) problem = $"has {stored.Count} bytes and the manifest says {file.Bytes}";
            else if (file is not null && stored.Sha256() != file.Sha256) problem = $"has another SHA-256 than the manifest says{(problem is null ? "" : $", and {problem}")}";
            return problem is null ? null : $"cannot use {name}: it {problem}";
        }
        catch (SourceException e)
        {
            return $"cannot read {name}: {e.Message.TrimEnd('.')}";
        }
    }

    /// <summary>Readers close what they read; the rest of the file is still to be hashed.</summary>
    private sealed class LeftOpen(Stream inner) : ReadingStream
    {
        public override int Read(Span<byte> buffer) => inner.Read(buffer);
    }
}
