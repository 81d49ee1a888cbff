using ZkAgent.Core.Metrics;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;
using ZkAgent.Native;

namespace ZkAgent.Volume;

/// <summary>Measures ZooKeeper's files: one walk over both directories.</summary>
internal static class DiskUsage
{
    /// <summary>The most files that are counted: a volume that other programs fill must not keep the agent busy.</summary>
    private const int MostFiles = 20_000;

    private static readonly EnumerationOptions Walk = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint, MaxRecursionDepth = 8 };

    /// <param name="directories">Where the files are.</param>
    /// <param name="growth">The earlier growth of the transaction log; null for the first sample.</param>
    /// <param name="now">The moment.</param>
    /// <param name="answered">Called whenever the disk has answered; null if no caller needs it.</param>
    /// <returns>The figures, and the growth for the next sample.</returns>
    public static (DiskFigures Figures, LogGrowth Growth) Take(DirectorySettings directories, LogGrowth? growth, DateTimeOffset now, Action? answered = null)
    {
        var found = new List<DirectoryFigures>(2);
        var logs = new List<(long Zxid, long Bytes)>();
        var (snapshots, newest) = (0, (Zxid: -1L, At: (DateTimeOffset?)null));
        foreach (var (name, path) in (ReadOnlySpan<(string, string)>)[(DirectoryFigures.Data, directories.Data), (DirectoryFigures.Log, directories.DataLog)])
        {
            long bytes = 0;
            foreach (var file in Files(path))
            {
                if (FileStatus.OfFile(file) is not { } status) continue;
                answered?.Invoke();
                bytes += status.Bytes;
                // Only what lies in the directory's own version-2 is ZooKeeper's: one directory may be inside the other.
                if (!file.AsSpan(path.Length).TrimStart('/').StartsWith(DataFileName.Directory + "/")) continue;
                var fileName = Path.GetFileName(file);
                if (name == DirectoryFigures.Data && DataFileName.Zxid(fileName, DataFileName.SnapshotPrefix) is { } snapshot)
                {
                    snapshots++;
                    if (snapshot > newest.Zxid) newest = (snapshot, status.ModifiedAt);
                }

                if (name == DirectoryFigures.Log && DataFileName.Zxid(fileName, DataFileName.LogPrefix) is { } log) logs.Add((log, status.Bytes));
            }

            if (FileStatus.OfFilesystem(path) is { } filesystem)
                found.Add(new(name, bytes, filesystem.Bytes, filesystem.Free, filesystem.Inodes, filesystem.FreeInodes));
        }

        var grown = LogGrowth.After(growth, logs);
        return (new(now, found, snapshots, newest.At, logs.Count, grown.Total), grown);
    }

    private static IEnumerable<string> Files(string path) => Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", Walk).Take(MostFiles) : [];
}
