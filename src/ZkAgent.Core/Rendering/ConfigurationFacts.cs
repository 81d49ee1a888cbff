namespace ZkAgent.Core.Rendering;

/// <summary>What is where the agent would write a file.</summary>
public enum FileState
{
    /// <summary>Nothing, or a directory, which the writer refuses.</summary>
    Missing,

    /// <summary>A file that begins with the agent's header.</summary>
    Ours,

    /// <summary>Any other file: from the image, from a mount, or of another image on a volume.</summary>
    Users,

    /// <summary>A file that the agent may not read, so it is not known whose it is.</summary>
    Unreadable,
}

/// <summary>A file in the configuration directory.</summary>
/// <param name="Mounted">True where it is a mount of its own (subPath): no rename can replace it.</param>
public readonly record struct FoundFile(FileState State, bool Mounted);

/// <summary>What is in the configuration directory before anything is written.</summary>
/// <param name="Writable">True where this user may create files in it, or create the directory.</param>
/// <param name="Files">By file name; those that are not here are missing.</param>
public sealed record ConfigurationFacts(bool Writable, IReadOnlyDictionary<string, FoundFile> Files)
{
    public static readonly ConfigurationFacts Empty = new(Writable: true, new Dictionary<string, FoundFile>());
}
