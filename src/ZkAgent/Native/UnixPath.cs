using System.Runtime.InteropServices;

namespace ZkAgent.Native;

/// <summary>What the kernel says of a path: where its links end, and whether we may execute it.</summary>
internal static unsafe class UnixPath
{
    private const int Execute = 1;

    private const int Read = 4;

    private const int Write = 2;

    /// <summary>The path with every link resolved, those of directories too; null when there is no such file.</summary>
    public static string? Real(string path)
    {
        var native = (byte*)Marshal.StringToCoTaskMemUTF8(path);
        var real = LibC.RealPath(native, null);
        Marshal.FreeCoTaskMem((nint)native);
        if (real is null) return null;
        var text = Marshal.PtrToStringUTF8((nint)real);
        LibC.Free(real);
        return text;
    }

    /// <summary>True for a file that this user may execute. Mode bits alone would not tell of a noexec mount.</summary>
    public static bool IsExecutable(string path) => Allows(path, Execute) && File.Exists(path);

    /// <summary>True for a file that this user may read.</summary>
    public static bool IsReadable(string path) => Allows(path, Read);

    /// <summary>True for a file or a directory that this user may write, its mount included.</summary>
    public static bool IsWritable(string path) => Allows(path, Write);

    /// <summary>True for a directory that this user may write, or may create.</summary>
    /// <param name="directory">Of one that does not exist, the nearest one above it that does is asked.</param>
    public static bool CanHoldFiles(string directory)
    {
        for (var at = directory; ; at = Path.GetDirectoryName(at) ?? "/")
            if (Path.Exists(at) || at == "/") return IsWritable(at);
    }

    private static bool Allows(string path, int mode)
    {
        var native = (byte*)Marshal.StringToCoTaskMemUTF8(path);
        var allowed = LibC.Access(native, mode) == 0;
        Marshal.FreeCoTaskMem((nint)native);
        return allowed;
    }
}
