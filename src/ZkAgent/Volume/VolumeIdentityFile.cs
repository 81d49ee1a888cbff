using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;
using ZkAgent.Files;

namespace ZkAgent.Volume;

/// <summary>The identity file in dataDir and, if it is another directory, in dataLogDir.</summary>
/// <remarks>The log's volume can be lost alone: its missing identity file then shows that.</remarks>
internal sealed class VolumeIdentityFile(DirectorySettings directories)
{
    private volatile VolumeIdentity? _lastKnown;

    public string Path { get; } = $"{directories.Data}/{VolumeIdentity.FileName}";

    /// <summary>Null if the log is in the same directory as the snapshots.</summary>
    public string? LogPath { get; } = directories.DataLog == directories.Data ? null : $"{directories.DataLog}/{VolumeIdentity.FileName}";

    /// <summary>The content of the copies when they were last read or written; null if they were empty or not read yet. Does not read the disk.</summary>
    public VolumeIdentity? LastKnown => _lastKnown;

    public VolumeIdentityCopies Read()
    {
        var copies = new VolumeIdentityCopies(Read(Path), LogPath is null ? null : Read(LogPath));
        _lastKnown = copies.Known;
        return copies;
    }

    /// <summary>Writes both copies, the log's first: <see cref="VolumeIdentityCopies"/> relies on that order.</summary>
    /// <exception cref="IOException">The volume can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The volume may not be written.</exception>
    public void Write(VolumeIdentity identity)
    {
        var text = VolumeIdentityText.Write(identity);
        if (LogPath is not null) FileWriter.Write(new RenderedFile(LogPath, text) { Lasting = true });
        FileWriter.Write(new RenderedFile(Path, text) { Lasting = true });
        _lastKnown = identity;
    }

    /// <summary>Assigns to this server a volume whose identity file is another server's or unreadable. The data stays.</summary>
    /// <returns>A sentence with the previous identity; null if there was none.</returns>
    /// <exception cref="IOException">The volume can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The volume may not be written.</exception>
    public string? Take(EnsembleServer self)
    {
        var found = Read();
        if (found is { Known: null, Problem: null }) return null;
        Write(new VolumeIdentity(self.Id, self.ShortName, null, found.Known?.Served ?? true, []) { IsDynamic = found.Known?.IsDynamic ?? false });
        var whose = found.Known is { } identity ? $"{identity.Name}'s of ensemble {identity.Ensemble?.Abbreviated ?? "unknown"}" : "unreadable";
        return $"The volume is made {self.ShortName}'s, because {SettingCatalog.ForceVolume.Name} says so; its identity was {whose}.";
    }

    private static VolumeIdentityCopy Read(string path)
    {
        try
        {
            if (!File.Exists(path)) return VolumeIdentityCopy.Missing;
            return VolumeIdentityText.Parse(File.ReadAllText(path)) is { } identity ? new(identity, null) : new(null, VolumeIdentityVerdict.Unreadable(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(null, $"cannot read {path}: {e.Message.TrimEnd('.')}");
        }
    }
}
