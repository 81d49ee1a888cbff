using System.Runtime.InteropServices;

namespace ZkAgent.DataGuard;

/// <summary>Brings a directory's names to the disk, so that renames outlast a power loss in the order in which they were made.</summary>
internal static partial class DirectoryFlush
{
    /// <summary>O_RDONLY and O_CLOEXEC.</summary>
    private const int ReadOnly = 0x80000;

    /// <summary>Flushes a directory. A file system that can't (some network ones) is left as it is.</summary>
    public static void Flush(string directory)
    {
        var descriptor = Open(directory, ReadOnly);
        if (descriptor < 0) return;
        Synchronize(descriptor);
        Close(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial void Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial void Close(int descriptor);
}
