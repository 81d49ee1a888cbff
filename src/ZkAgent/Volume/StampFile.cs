using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;
using ZkAgent.Files;

namespace ZkAgent.Volume;

/// <summary>The stamp's file in dataDir and, where that is another directory, in dataLogDir.</summary>
/// <remarks>The log's volume can be lost alone: what its stamp does not say then shows.</remarks>
internal sealed class StampFile(DirectorySettings directories)
{
    private volatile Stamp? _lastKnown;

    public string Path { get; } = $"{directories.Data}/{Stamp.FileName}";

    /// <summary>null where the log lies beside the snapshots.</summary>
    public string? LogPath { get; } = directories.DataLog == directories.Data ? null : $"{directories.DataLog}/{Stamp.FileName}";

    /// <summary>What the copies said when they were last read or written; null where they said nothing, or were not read yet. Costs no look at the disk.</summary>
    public Stamp? LastKnown => _lastKnown;

    public StampCopies Read()
    {
        var copies = new StampCopies(Read(Path), LogPath is null ? null : Read(LogPath));
        _lastKnown = copies.Known;
        return copies;
    }

    /// <summary>Writes it in both places, the log's first: that order is what <see cref="StampCopies"/> relies on.</summary>
    /// <exception cref="IOException">The volume can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The volume may not be written.</exception>
    public void Write(Stamp stamp)
    {
        var text = StampText.Write(stamp);
        if (LogPath is not null) FileWriter.Write(new RenderedFile(LogPath, text) { Lasting = true });
        FileWriter.Write(new RenderedFile(Path, text) { Lasting = true });
        _lastKnown = stamp;
    }

    /// <summary>Makes a volume a server's own that carries another's stamp, or one that can't be read. What it holds stays.</summary>
    /// <returns>The sentence of whose it was; null where it carries no stamp.</returns>
    /// <exception cref="IOException">The volume can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The volume may not be written.</exception>
    public string? Take(EnsembleServer self)
    {
        var found = Read();
        if (found is { Known: null, Problem: null }) return null;
        Write(new Stamp(self.Id, self.ShortName, null, found.Known?.Served ?? true, []));
        var whose = found.Known is { } stamp ? $"{stamp.Name}'s of ensemble {stamp.Ensemble?.Abbreviated ?? "unknown"}" : "unreadable";
        return $"The volume is made {self.ShortName}'s, because {SettingCatalog.ForceVolume.Name} says so; its stamp was {whose}.";
    }

    private static StampCopy Read(string path)
    {
        try
        {
            if (!File.Exists(path)) return StampCopy.Missing;
            return StampText.Parse(File.ReadAllText(path)) is { } stamp ? new(stamp, null) : new(null, StampVerdict.Unreadable(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(null, $"cannot read {path}: {e.Message.TrimEnd('.')}");
        }
    }
}
