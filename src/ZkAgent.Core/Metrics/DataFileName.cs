using System.Globalization;

namespace ZkAgent.Core.Metrics;

/// <summary>What the name of a file in version-2 says: <c>snapshot.1a0000002f</c>, perhaps with <c>.gz</c> or <c>.snappy</c>, and <c>log.1a00000001</c>.</summary>
public static class DataFileName
{
    /// <summary>The zxid of a snapshot; null for any other file.</summary>
    public static long? SnapshotZxid(ReadOnlySpan<char> name)
    {
        if (name.EndsWith(".gz")) name = name[..^".gz".Length];
        else if (name.EndsWith(".snappy")) name = name[..^".snappy".Length];
        return ZxidAfter("snapshot.", name);
    }

    /// <summary>The first zxid of a transaction log; null for any other file.</summary>
    public static long? LogZxid(ReadOnlySpan<char> name) => ZxidAfter("log.", name);

    private static long? ZxidAfter(string prefix, ReadOnlySpan<char> name) =>
        name.StartsWith(prefix) && long.TryParse(name[prefix.Length..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var zxid) ? zxid : null;
}
