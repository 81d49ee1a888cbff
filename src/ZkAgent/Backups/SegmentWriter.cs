using ZkAgent.Core.Backups;
using ZkAgent.Core.DataTree;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;
using ZkAgent.Native;

namespace ZkAgent.Backups;

/// <summary>What was written.</summary>
/// <param name="Segment">The new segment; null where there was no new transaction.</param>
/// <param name="Last">The last transaction of the segments now.</param>
/// <param name="Gap">Why what follows is missing; null where nothing is.</param>
internal sealed record SegmentResult(SegmentName? Segment, Zxid Last, string? Gap);

/// <summary>Copies the transactions that follow on the segments from the member's own log into a new segment: whole records, as ZooKeeper wrote them.</summary>
/// <param name="directories">The member's data directories.</param>
/// <param name="compression">none or the name of the compression.</param>
/// <remarks>Only transactions that this member has applied are copied: they are committed. What is only proposed may be discarded by the next leader.</remarks>
internal sealed class SegmentWriter(DirectorySettings directories, string compression)
{
    private const string LogName = "log";

    /// <summary>Where the last call ended: reading goes on there. Up to there all is committed, and ZooKeeper never removes that.</summary>
    private Cursor? _cursor;

    /// <param name="target">Where segments are.</param>
    /// <param name="anchor">The transaction that the next one must follow on.</param>
    /// <param name="applied">The last transaction that this member has applied.</param>
    /// <exception cref="IOException">A directory can't be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">A directory may not be read or written.</exception>
    public SegmentResult Write(string target, Zxid anchor, Zxid applied)
    {
        var logs = Files($"{directories.DataLog}/{DataFileName.Directory}", DataFileName.LogPrefix);
        Zxid[] snapshots = [.. Files($"{directories.Data}/{DataFileName.Directory}", DataFileName.SnapshotPrefix).Select(s => s.Zxid)];
        var cursor = _cursor is { } known && known.Last == anchor && logs.Any(l => l.Path == known.Path) ? known : null;
        var start = cursor is null ? Replay.ReadBy(anchor.Value, logs, l => l.Zxid.Value) : logs.SkipWhile(l => l.Path != cursor.Path);
        using var segment = new NewSegment(target, LogName, compression);
        var (last, seen, gap) = (anchor, cursor is not null, (string?)null);
        foreach (var log in start)
        {
            if (!ReadLog(log.Path)) break;
        }
        return new(segment.Complete(), last, gap);

        bool ReadLog(string path)
        {
            using var file = Open(path);
            Span<byte> header = stackalloc byte[LogReader.HeaderLength];
            // A new log is empty for a moment.
            if (file is null || file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.StartsWith("ZKLG"u8)) return false;
            var begin = path == cursor?.Path ? cursor.Position : header.Length;
            file.Position = begin;
            var reader = new LogReader(file);
            for (var before = 0L; reader.Next(out var record, out _); before = reader.Position)
            {
                var next = new Zxid(reader.Header.Zxid);
                if (next.Value > applied.Value)
                {
                    _cursor = new(path, begin + before, last);
                    return false;
                }
                if (next.Value <= last.Value)
                {
                    seen |= next == last;
                    continue;
                }
                if ((gap = SegmentLink.Gap(last, seen, next, snapshots)) is not null) return false;
                segment.Add(header, next, record);
                (last, seen) = (next, true);
            }
            _cursor = new(path, begin + reader.Position, last);
            return true;
        }
    }

    private static List<(string Path, Zxid Zxid)> Files(string directory, string prefix) =>
    [
        .. Directory.EnumerateFiles(directory, prefix + ".*").Select(path => (path, DataFileName.Zxid(Path.GetFileName(path), prefix)))
            .Where(f => f.Item2 is not null).Select(f => (f.path, new Zxid(f.Item2!.Value))).OrderBy(f => f.Item2.Value),
    ];

    /// <summary>Null where a purge removed it after it was listed: then the next one shows the gap.</summary>
    private static FileStream? Open(string path)
    {
        try
        {
            return new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <param name="Path">A log.</param>
    /// <param name="Position">Behind a whole record in it.</param>
    /// <param name="Last">The last transaction of the segments there.</param>
    private sealed record Cursor(string Path, long Position, Zxid Last);

    /// <summary>A segment under a name of its own until it is whole. Nothing is created before the first record.</summary>
    private sealed class NewSegment(string target, string name, string compression) : IDisposable
    {
        private readonly string _suffix = Compression.Suffix(compression, name);
        private FileStream? _file;
        private Stream? _stream;
        private Zxid _first, _last;
        private bool _isComplete;

        private string Partial => $"{target}/{BackupLayout.PartialPrefix}{Environment.MachineName}{_suffix}";

        public void Add(ReadOnlySpan<byte> header, Zxid zxid, ReadOnlySpan<byte> record)
        {
            if (_stream is null)
            {
                _file = new(Partial, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = BackupLayout.FileMode });
                _stream = Compression.Write(_file, Partial);
                _stream.Write(header);
                _first = zxid;
            }
            _stream.Write(record);
            _last = zxid;
        }

        /// <returns>Null without a record.</returns>
        public SegmentName? Complete()
        {
            if (_stream is null) return null;
            _stream.Dispose();
            _file!.Flush(flushToDisk: true);
            _file.Dispose();
            var segment = new SegmentName(_first, _last, _suffix);
            File.Move(Partial, $"{target}/{segment}", overwrite: true);
            _isComplete = true;
            DirectoryFlush.Flush(target);
            return segment;
        }

        /// <summary>What is not complete is removed: on a full volume it would take the room that the next backup needs.</summary>
        public void Dispose()
        {
            if (_file is null || _isComplete) return;
            try
            {
                using (_file) _stream?.Dispose();
            }
            // The rest of it does not fit: the first failure is the one to tell.
            catch (IOException) { }
            File.Delete(Partial);
        }
    }
}
