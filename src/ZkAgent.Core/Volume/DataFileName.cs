using System.Globalization;

namespace ZkAgent.Core.Volume;

/// <summary>Reads the names of ZooKeeper's data files as ZooKeeper does: the zxid is the second part between dots, whatever follows it.</summary>
public static class DataFileName
{
    /// <summary>The directory within dataDir and dataLogDir that has them all.</summary>
    public const string Directory = "version-2";

    public const string SnapshotPrefix = "snapshot";
    public const string LogPrefix = "log";

    /// <summary>The zxid in a name such as <c>snapshot.100000007.gz</c>; null where ZooKeeper would pass over the file.</summary>
    public static long? Zxid(string name, string prefix)
    {
        var parts = name.Split('.');
        return parts.Length >= 2 && parts[0] == prefix
            && long.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var zxid) && zxid >= 0
            ? zxid
            : null;
    }

    /// <summary>How a snapshot of this name is packed: the last part between dots says so.</summary>
    public static SnapshotPacking Packing(string name)
    {
        var last = name[(name.LastIndexOf('.') + 1)..];
        if (last.Equals("gz", StringComparison.OrdinalIgnoreCase)) return SnapshotPacking.Gzip;
        return last.Equals("snappy", StringComparison.OrdinalIgnoreCase) ? SnapshotPacking.Snappy : SnapshotPacking.Plain;
    }
}

/// <summary>How a snapshot is written.</summary>
public enum SnapshotPacking
{
    Plain,
    Gzip,
    Snappy,
}
