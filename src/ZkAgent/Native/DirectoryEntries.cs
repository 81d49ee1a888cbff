using System.Runtime.InteropServices;

namespace ZkAgent.Native;

/// <summary>Counts the entries of a directory without looking at any.</summary>
/// <remarks>.NET's enumeration asks twice for each link where it leads, to tell whether that is a directory: two system calls for each file that a process has open.</remarks>
internal static unsafe partial class DirectoryEntries
{
    /// <summary>"." and "..".</summary>
    private const int Itself = 2;

    /// <returns>Null where the directory is not there or may not be read.</returns>
    public static int? Count(string path)
    {
        var name = Marshal.StringToCoTaskMemUTF8(path);
        try
        {
            var directory = OpenDirectory((byte*)name);
            if (directory == 0) return null;
            var count = -Itself;
            while (ReadEntry(directory) != 0) count++;
            _ = CloseDirectory(directory);
            // What can be opened and not read has not even itself.
            return count < 0 ? null : count;
        }
        finally
        {
            Marshal.FreeCoTaskMem(name);
        }
    }

    [LibraryImport("libc", EntryPoint = "opendir")]
    private static partial nint OpenDirectory(byte* path);

    [LibraryImport("libc", EntryPoint = "readdir")]
    private static partial nint ReadEntry(nint directory);

    [LibraryImport("libc", EntryPoint = "closedir")]
    private static partial int CloseDirectory(nint directory);
}
