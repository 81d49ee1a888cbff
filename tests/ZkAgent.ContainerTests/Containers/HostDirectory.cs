namespace ZkAgent.ContainerTests.Containers;

/// <summary>Files of the host that a test mounts into members, as a ConfigMap's are.</summary>
internal sealed class HostDirectory : IDisposable
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode Searchable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public HostDirectory() => File.SetUnixFileMode(Path, Searchable);

    public string Path { get; } = Directory.CreateTempSubdirectory("zkagent-mounted-").FullName;

    /// <returns>The file's path on the host.</returns>
    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, Readable);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
