using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Settings;
using ZkAgent.Files;
using ZkAgent.Native;

namespace ZkAgent.Volume;

/// <summary>The lists of servers on the data volume, and the zoo.cfg that names the one to start with. Used on the volume's thread.</summary>
/// <param name="directories">Where the data is.</param>
/// <param name="zooCfg">The zoo.cfg without its line for the list.</param>
internal sealed class MembershipFiles(DirectorySettings directories, RenderedFile zooCfg)
{
    /// <summary>How many lists stay: the newest, and earlier ones to look at.</summary>
    private const int Kept = 3;

    private EnsembleConfiguration? _last;

    /// <summary>The newest configuration in the files; null where there is none, or where it can't be read.</summary>
    /// <exception cref="IOException">The directory can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be read.</exception>
    public EnsembleConfiguration? Newest()
    {
        if (Versions().FirstOrDefault() is not { } newest) return _last = null;
        // A committed list never changes; its name says all.
        return _last?.Version == newest.Version && newest.Version > 0 ? _last : _last = EnsembleConfiguration.Parse(File.ReadAllText(newest.Path), newest.Version);
    }

    /// <summary>Brings the names of new lists to the disk, because ZooKeeper does not, and removes all but the newest.</summary>
    public void Settle()
    {
        DirectoryFlush.Flush(directories.Membership);
        foreach (var old in Versions().Skip(Kept)) File.Delete(old.Path);
    }

    /// <summary>Writes what ZooKeeper is started with.</summary>
    /// <exception cref="IOException">The volume can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The volume may not be written.</exception>
    public void Write(StartList list)
    {
        DurableFiles.MakeDirectory(directories.Membership);
        var path = $"{directories.Membership}/{(list.Kind == StartListKind.Joining ? DynamicFileName.Joining(list.Configuration.Version) : DynamicFileName.Of(list.Configuration.Version))}";
        foreach (var earlier in Directory.EnumerateFiles(directories.Membership, DynamicFileName.JoiningPrefix + "*")) File.Delete(earlier);
        if (list.Kind != StartListKind.Kept) FileWriter.Write(new RenderedFile(path, list.Configuration.Lines) { Lasting = true });
        FileWriter.Write(zooCfg with { Text = $"{zooCfg.Text}dynamicConfigFile={path}\n", Lasting = true });
        _last = null;
    }

    /// <summary>Moves the lists out of the way of a later change to dynamic membership, which must not find old ones.</summary>
    /// <returns>Where they are now; null where there are none.</returns>
    public static string? SetAside(DirectorySettings directories, DateTimeOffset now)
    {
        if (!Directory.Exists(directories.Membership)) return null;
        var aside = $"{directories.Membership}.static-{now:yyyyMMddHHmmss}";
        DurableFiles.Move(directories.Membership, aside);
        return aside;
    }

    private List<Found> Versions() => !Directory.Exists(directories.Membership) ? [] :
        [.. Directory.EnumerateFiles(directories.Membership).Select(path => new Found(path, DynamicFileName.VersionOf(Path.GetFileName(path)) ?? -1))
            .Where(f => f.Version >= 0).OrderByDescending(f => f.Version)];

    private sealed record Found(string Path, long Version);
}
