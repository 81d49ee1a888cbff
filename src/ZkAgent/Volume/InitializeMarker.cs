using ZkAgent.Core.Rendering;
using ZkAgent.Core.Settings;
using ZkAgent.Files;

namespace ZkAgent.Volume;

/// <summary>ZooKeeper's own sign that an empty database is meant: a file that it looks for beside the log's version-2 and removes.</summary>
/// <remarks>ZooKeeper's documentation puts it into dataDir, where it has no effect once dataLogDir is another directory.</remarks>
internal sealed class InitializeMarker(DirectorySettings directories)
{
    private readonly string _path = $"{directories.DataLog}/initialize";

    /// <summary>The same name where documentation and zkServer-initialize.sh put it.</summary>
    private readonly string _documented = $"{directories.Data}/initialize";

    /// <summary>True while ZooKeeper has not found it yet.</summary>
    public bool IsThere => File.Exists(_path);

    public void Create() => FileWriter.Write(new RenderedFile(_path, "") { Lasting = true });

    /// <summary>Takes away what an earlier start, or another tool, has left.</summary>
    /// <returns>True when there was one.</returns>
    public bool Delete() => DurableFiles.Delete(_path) | DurableFiles.Delete(_documented);
}
