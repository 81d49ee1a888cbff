namespace ZkAgent.Core.Rendering;

/// <summary>A file that is not yet written.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Text">The whole content.</param>
/// <param name="Mode">Its permission bits.</param>
public sealed record RenderedFile(string Path, string Text, UnixFileMode Mode = RenderedFile.Readable)
{
    /// <summary>True for what must outlast a power failure: nothing that is written again at every start has to.</summary>
    public bool Lasting { get; init; }

    /// <summary>0644: nothing secret, and a debugging shell under another user may read it.</summary>
    public const UnixFileMode Readable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>0600: it holds a secret.</summary>
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
}
