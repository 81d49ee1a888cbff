using System.Runtime.InteropServices;

namespace ZkAgent.Native;

/// <summary>What the kernel tells of a file and of the file system that it is on, beyond what .NET asks.</summary>
internal static unsafe partial class FileStatus
{
    private const int CurrentDirectory = -100, DoNotFollow = 0x100;
    private const uint Blocks = 0x400, Modified = 0x40, Inode = 0x100, Type = 0x1;

    /// <summary>Of the mode, by stat(2).</summary>
    private const ushort TypeMask = 0xF000, RegularFile = 0x8000, DirectoryFile = 0x4000;

    /// <summary>statx's unit of blocks, whatever the file system's is.</summary>
    private const int BlockBytes = 512;

    /// <summary>Disk space that a file takes, which for a transaction log is less than its length: ZooKeeper makes it long beforehand. Null where it is gone.</summary>
    public static (long Bytes, DateTimeOffset ModifiedAt)? OfFile(string path)
    {
        var name = Marshal.StringToCoTaskMemUTF8(path);
        try
        {
            StatX status;
            if (StatXOf(CurrentDirectory, (byte*)name, DoNotFollow, Blocks | Modified | Inode | Type, &status) != 0) return null;
            return ((long)status.Blocks * BlockBytes, DateTimeOffset.FromUnixTimeSeconds(status.ModifiedSeconds));
        }
        finally
        {
            Marshal.FreeCoTaskMem(name);
        }
    }

    /// <summary>True for what is neither a file nor a directory, links followed: to open a FIFO would wait for its other end without a limit.</summary>
    public static bool IsSpecial(string path)
    {
        var name = Marshal.StringToCoTaskMemUTF8(path);
        try
        {
            StatX status;
            return StatXOf(CurrentDirectory, (byte*)name, 0, Type, &status) == 0 && (status.Mode & TypeMask) is not (RegularFile or DirectoryFile);
        }
        finally
        {
            Marshal.FreeCoTaskMem(name);
        }
    }

    /// <summary>The file system that a path is on: its bytes, those that may still be written, its inodes, and the free ones. Null where the path is not there.</summary>
    public static (long Bytes, long Free, long Inodes, long FreeInodes)? OfFilesystem(string path)
    {
        var name = Marshal.StringToCoTaskMemUTF8(path);
        try
        {
            StatVfs status;
            return StatVfsOf((byte*)name, &status) == 0
                ? ((long)(status.Blocks * status.FragmentBytes), (long)(status.AvailableBlocks * status.FragmentBytes), (long)status.Files, (long)status.AvailableFiles)
                : null;
        }
        finally
        {
            Marshal.FreeCoTaskMem(name);
        }
    }

    [LibraryImport("libc", EntryPoint = "statx")]
    private static partial int StatXOf(int directory, byte* path, int flags, uint mask, StatX* status);

    [LibraryImport("libc", EntryPoint = "statvfs")]
    private static partial int StatVfsOf(byte* path, StatVfs* status);

    /// <summary>The same on every architecture.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatX
    {
        [FieldOffset(28)] public ushort Mode;
        [FieldOffset(48)] public ulong Blocks;
        [FieldOffset(112)] public long ModifiedSeconds;
    }

    /// <summary>As glibc has it on 64-bit machines.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct StatVfs
    {
        public ulong BlockBytes, FragmentBytes, Blocks, FreeBlocks, AvailableBlocks, Files, FreeFiles, AvailableFiles, Id, Flags, LongestName;
        public fixed int Spare[6];
    }
}
