using ZkAgent.Core.Families;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;
using ZkAgent.Native;

namespace ZkAgent.Volume;

/// <summary>Searches for data near the data directories: a wrong directory in a setting makes a full volume appear empty.</summary>
internal static class MisplacedDataSearch
{
    /// <summary>The most directories that are searched for one data directory: a volume with more is not ZooKeeper's.</summary>
    private const int Most = 2_000;

    private static readonly IReadOnlyList<(string Data, string Log)> OfImages = [.. ImageFamily.DataDirectories, (SettingCatalog.DataDir.Default, SettingCatalog.DataLogDir.Default)];

    /// <param name="dataDir">The data directory; may be missing.</param>
    /// <param name="logDir">The log directory; may be missing, the same, or within the other.</param>
    /// <exception cref="IOException">A directory can't be read. One that may not be read is passed over.</exception>
    public static IReadOnlyList<MisplacedData> Find(string dataDir, string logDir) => Find(dataDir, logDir, OfImages);

    /// <param name="dataDir">The data directory.</param>
    /// <param name="logDir">The log directory.</param>
    /// <param name="ofImages">Directories that images have for data and for the log. A claim is mounted there, and the manifest may have lost the command that names them.</param>
    public static IReadOnlyList<MisplacedData> Find(string dataDir, string logDir, IReadOnlyList<(string Data, string Log)> ofImages)
    {
        string[] own = [Real(dataDir), Real(logDir)];
        var found = new List<MisplacedData>();
        foreach (var (directory, setting) in new[] { (dataDir, SettingCatalog.DataDir), (logDir, SettingCatalog.DataLogDir) })
        {
            var left = Most;
            if (Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(directory)) is { Length: > 0 } above) Sample(above, setting);
            SearchBelow(directory, setting, MisplacedData.LevelsBelow, ref left);
        }
        foreach (var (data, log) in ofImages)
        {
            Sample(data, SettingCatalog.DataDir);
            Sample(log, SettingCatalog.DataLogDir);
        }
        return found;

        void SearchBelow(string directory, Setting setting, int levels, ref int left)
        {
            foreach (var below in Directories(directory))
            {
                if (left-- == 0) return;
                if (MisplacedData.IsPutAside(Path.GetFileName(below)) || own.Contains(Real(below))) continue;
                Sample(below, setting);
                if (levels > 1) SearchBelow(below, setting, levels - 1, ref left);
            }
        }

        void Sample(string directory, Setting setting)
        {
            if (own.Contains(Real(directory)) || found.Exists(f => f.Directory == directory)) return;
            var version = Path.Combine(directory, DataFileName.Directory);
            var (snapshots, logs) = (Has(version, DataFileName.SnapshotPrefix), Has(version, DataFileName.LogPrefix));
            var sign = snapshots || logs ? version
                : new[] { "myid", VolumeIdentity.FileName }.Select(name => Path.Combine(directory, name)).FirstOrDefault(IsFile);
            if (sign is not null) found.Add(new(directory, sign, setting, snapshots, logs));
        }
    }

    /// <summary>A sentence for the log, for <c>render</c> and for <c>explain</c>; null where all is well or where nothing can be seen.</summary>
    public static string? Warning(DirectorySettings directories)
    {
        try
        {
            var snapshots = Has(Path.Combine(directories.Data, DataFileName.Directory), DataFileName.SnapshotPrefix, zxid => zxid > 0);
            var logs = Has(Path.Combine(directories.DataLog, DataFileName.Directory), DataFileName.LogPrefix);
            return snapshots && logs ? null : MisplacedData.Warning(directories, snapshots, logs, Find(directories.Data, directories.DataLog));
        }
        // The guard, which looks before every start, says so where it matters.
        catch (IOException)
        {
            return null;
        }
    }

    private static bool Has(string version, string prefix, Func<long, bool>? counts = null) =>
        Readable(version, () => Directory.EnumerateFiles(version)).Any(f => DataFileName.Zxid(Path.GetFileName(f), prefix) is { } zxid && (counts?.Invoke(zxid) ?? true));

    /// <summary>In one order, so that all members say the same.</summary>
    private static List<string> Directories(string directory) => Readable(directory, () => Directory.EnumerateDirectories(directory).Order(StringComparer.Ordinal));

    private static List<string> Readable(string directory, Func<IEnumerable<string>> read)
    {
        try
        {
            return Directory.Exists(directory) ? [.. read()] : [];
        }
        // lost+found is root's alone.
        catch (UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Debian's package has a myid in the parent of our default that is a link, and nothing behind it.</summary>
    private static bool IsFile(string path) => new FileInfo(path) is { Exists: true, LinkTarget: null, Length: > 0 };

    private static string Real(string path) => UnixPath.Real(path) ?? Path.TrimEndingDirectorySeparator(path);
}
