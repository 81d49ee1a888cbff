using System.Runtime.InteropServices;

namespace ZkAgent.Native;

/// <summary>Brings a directory's names to the disk: without it a file that was flushed can be without its name after a power cut (fsync(2)).</summary>
internal static partial class DirectoryFlush
{
    /// <summary>O_RDONLY and O_CLOEXEC.</summary>
    private const int ReadOnly = 0x80000;

    private const int Interrupted = 4, AccessDenied = 13, Invalid = 22, ReadOnlyFileSystem = 30, NotSupported = 95;

    /// <summary>Flushes a directory. One that may not be read, or whose file system can't flush it (some network ones), is left as it is.</summary>
    /// <exception cref="IOException">The directory is gone or the disk fails.</exception>
    public static void Flush(string directory)
    {
        int descriptor, result;
        do descriptor = Open(directory, ReadOnly);
        while (descriptor < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        if (descriptor < 0)
        {
            ThrowUnless(AccessDenied);
            return;
        }
        try
        {
            do result = Synchronize(descriptor);
            while (result < 0 && Marshal.GetLastPInvokeError() == Interrupted);
            if (result < 0) ThrowUnless(Invalid, ReadOnlyFileSystem, NotSupported);
        }
        finally
        {
            Close(descriptor);
        }

        void ThrowUnless(params ReadOnlySpan<int> harmless)
        {
            var error = Marshal.GetLastPInvokeError();
            if (!harmless.Contains(error)) throw new IOException($"cannot flush {directory} to the disk: {Marshal.GetPInvokeErrorMessage(error)}");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial void Close(int descriptor);
}
