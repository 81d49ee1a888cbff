using ZkAgent.Native;

namespace ZkAgent.Files;

/// <summary>Creates, renames and removes files so that a power cut does not undo it: each method returns when the changed directories are on the disk.</summary>
internal static class DurableFiles
{
    /// <summary>Creates a directory and its missing parents.</summary>
    /// <exception cref="IOException">It can't be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static void MakeDirectory(string directory)
    {
        if (Directory.Exists(directory)) return;
        var above = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(directory));
        if (!string.IsNullOrEmpty(above)) MakeDirectory(above);
        Directory.CreateDirectory(directory);
        if (!string.IsNullOrEmpty(above)) DirectoryFlush.Flush(above);
    }

    /// <summary>Renames a file or a directory within its file system. Creates the target's directory if it is missing, and never replaces anything.</summary>
    /// <exception cref="IOException">The new name is taken, or the rename failed.</exception>
    /// <exception cref="UnauthorizedAccessException">A directory may not be written.</exception>
    public static void Move(string from, string to)
    {
        if (Path.Exists(to)) throw new IOException($"cannot move {from} to {to}: it exists already; look at both and remove one");
        var (source, target) = (Path.GetDirectoryName(from)!, Path.GetDirectoryName(to)!);
        MakeDirectory(target);
        // A rename for files, too: File.Move would make a second name and then remove the first.
        if (Directory.Exists(from)) Directory.Move(from, to);
        else File.Move(from, to, overwrite: true);
        // The new name first: a power cut must not remove the only name.
        DirectoryFlush.Flush(target);
        DirectoryFlush.Flush(source);
    }

    /// <summary>Removes a file.</summary>
    /// <returns>True if the file existed.</returns>
    /// <exception cref="IOException">It can't be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be removed, or is a directory.</exception>
    public static bool Delete(string path)
    {
        if (!Path.Exists(path)) return false;
        File.Delete(path);
        DirectoryFlush.Flush(Path.GetDirectoryName(path)!);
        return true;
    }

    /// <summary>Flushes an existing file and its name to the disk.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static void Flush(string path)
    {
        using (var handle = File.OpenHandle(path)) RandomAccess.FlushToDisk(handle);
        DirectoryFlush.Flush(Path.GetDirectoryName(path)!);
    }
}
