using ZkAgent.Bootstrap;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Settings;

namespace ZkAgent.DataGuard;

/// <summary>A stamp as found, or why it can't be read; both null where there is none.</summary>
internal sealed record FoundStamp(Stamp? Stamp, string? Problem);

/// <summary>The stamp's file in dataDir and, where that is another directory, in dataLogDir.</summary>
/// <remarks>The log's volume can be lost alone: what its stamp does not say then shows.</remarks>
internal sealed class StampFile(DirectorySettings directories)
{
    public string Path { get; } = $"{directories.Data}/{Stamp.FileName}";

    /// <summary>null where the log lies beside the snapshots.</summary>
    public string? LogPath { get; } = directories.DataLog == directories.Data ? null : $"{directories.DataLog}/{Stamp.FileName}";

    public FoundStamp Read() => Read(Path);

    public FoundStamp ReadLog() => LogPath is null ? Read() : Read(LogPath);

    /// <summary>Writes it in both places, the log's first: the one beside the snapshots is the one that counts.</summary>
    /// <exception cref="IOException">The volume can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The volume may not be written.</exception>
    public void Write(Stamp stamp)
    {
        var text = StampText.Write(stamp);
        if (LogPath is not null) AtomicFileWriter.Write(new RenderedFile(LogPath, text) { Lasting = true });
        AtomicFileWriter.Write(new RenderedFile(Path, text) { Lasting = true });
    }

    private static FoundStamp Read(string path)
    {
        try
        {
            if (!File.Exists(path)) return new(null, null);
            return StampText.Parse(File.ReadAllText(path)) is { } stamp ? new(stamp, null) : new(null, StampVerdict.Unreadable(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(null, $"cannot read {path}: {e.Message.TrimEnd('.')}");
        }
    }
}
