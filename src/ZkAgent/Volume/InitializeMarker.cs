using ZkAgent.Core.Rendering;
using ZkAgent.Core.Settings;
using ZkAgent.Files;

namespace ZkAgent.Volume;

/// <summary>ZooKeeper's own marker that allows an empty database: a file next to the log's version-2, which ZooKeeper removes.</summary>
/// <remarks>ZooKeeper's documentation puts it into dataDir, where it has no effect once dataLogDir is another directory.</remarks>
internal sealed class InitializeMarker(DirectorySettings directories)
{
    private readonly string _path = $"{directories.DataLog}/initialize";

    /// <summary>The same name where documentation and zkServer-initialize.sh put it.</summary>
    private readonly string _documented = $"{directories.Data}/initialize";

    /// <summary>True while ZooKeeper has not found it yet.</summary>
    public bool IsThere => File.Exists(_path);

    public void Create() => FileWriter.Write(new RenderedFile(_path, "") { Lasting = true });

    /// <summary>Deletes the marker of an earlier start or of another tool.</summary>
    /// <returns>True if the file existed.</returns>
    public bool Delete() => DurableFiles.Delete(_path) | DurableFiles.Delete(_documented);
}
