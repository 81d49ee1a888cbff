using ZkAgent.Core.Rendering;
using ZkAgent.Core.Settings;
using ZkAgent.Files;

namespace ZkAgent.Volume;

/// <summary>A file next to the volume's identity: the ensemble is new, and its root is still to be given to the users.</summary>
/// <remarks>It outlasts a crash between the first start and the change of the ACL.</remarks>
internal sealed class RootAclMarker(DirectorySettings directories)
{
    private readonly string _path = $"{directories.Data}/zkagent.root-acl";

    public bool IsThere => File.Exists(_path);

    /// <exception cref="IOException">The volume can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The volume may not be written.</exception>
    public void Create() => FileWriter.Write(new RenderedFile(_path, "The agent gives / to the users once this new ensemble serves, and removes this file.\n") { Lasting = true });

    /// <inheritdoc cref="Create"/>
    public void Delete() => DurableFiles.Delete(_path);
}
