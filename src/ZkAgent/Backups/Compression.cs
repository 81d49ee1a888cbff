using System.IO.Compression;
using ZkAgent.Core.Volume;
using ZstdSharp;

namespace ZkAgent.Backups;

/// <summary>How a backup's files are compressed; the only place that knows the library.</summary>
internal static class Compression
{
    public const string None = "none";

    /// <summary>The other value of ZK_BACKUP_COMPRESSION. DECISIONS.md has what was measured.</summary>
    public const string Zstd = "zstd";

    private const string ZstdSuffix = ".zst";

    /// <summary>The fastest level also has the best ratio for what ZooKeeper writes.</summary>
    private const int Level = 1;

    public static readonly IReadOnlyList<string> All = [None, Zstd];

    /// <summary>What follows on the name of a file.</summary>
    /// <param name="compression">none or zstd.</param>
    /// <param name="name">ZooKeeper's name of the file: a snapshot that ZooKeeper compressed is left as it is.</param>
    public static string Suffix(string compression, string name) =>
        compression == Zstd && DataFileName.Packing(name) == SnapshotPacking.Plain ? ZstdSuffix : "";

    /// <summary>A file's name without our compression's suffix: the name that ZooKeeper knows.</summary>
    public static string PlainName(string name) => name.EndsWith(ZstdSuffix, StringComparison.Ordinal) ? name[..^ZstdSuffix.Length] : name;

    /// <summary>Compresses what is written, if the name asks for it.</summary>
    /// <param name="target">Takes the result; stays open.</param>
    /// <param name="name">The file's name with its suffix.</param>
    public static Stream Write(Stream target, string name) =>
        name.EndsWith(ZstdSuffix, StringComparison.Ordinal) ? new CompressionStream(target, Level, leaveOpen: true) : new UnclosedStream(target);

    /// <summary>Undoes our compression.</summary>
    /// <param name="source">The file as it is stored; closed with the result.</param>
    /// <param name="name">The file's name with its suffix.</param>
    /// <returns>The file as ZooKeeper wrote it.</returns>
    public static Stream Read(Stream source, string name) =>
        name.EndsWith(ZstdSuffix, StringComparison.Ordinal) ? new DecompressionStream(source, leaveOpen: false) : source;

    /// <summary>Undoes ZooKeeper's compression of a snapshot, too.</summary>
    /// <param name="source">The file as ZooKeeper wrote it; closed with the result.</param>
    /// <param name="name">Its name, with or without our suffix.</param>
    /// <exception cref="InvalidDataException">Reading the result throws it where the file is damaged.</exception>
    public static Stream Unpack(Stream source, string name) => DataFileName.Packing(PlainName(name)) switch
    {
        SnapshotPacking.Gzip => new GZipStream(source, CompressionMode.Decompress),
        SnapshotPacking.Snappy => new SnappyStream(source),
        _ => source,
    };

    /// <summary>True for what a decompressor throws over a damaged file.</summary>
    public static bool IsDamage(Exception e) => e is InvalidDataException or ZstdException or EndOfStreamException;
}
