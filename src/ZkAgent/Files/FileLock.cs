using Microsoft.Win32.SafeHandles;
using ZkAgent.Native;

namespace ZkAgent.Files;

/// <summary>An exclusive lock of a file (flock(2)), which the kernel releases when the last process that has it ends.</summary>
/// <remarks>A file system without locks grants it to every process. .NET takes it for <see cref="FileShare.None"/>.</remarks>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream _file;

    /// <summary>The same open file for child processes: a ZooKeeper that outlives its agent still has the lock.</summary>
    private readonly SafeFileHandle _inherited;

    private FileLock(FileStream file, SafeFileHandle inherited) => (_file, _inherited) = (file, inherited);

    /// <summary>Takes the lock and creates the file if it is missing.</summary>
    /// <returns>Null if another process has the lock.</returns>
    /// <exception cref="IOException">The file can't be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static FileLock? TryTake(string path)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite,
            });
        }
        catch (IOException e) when (e.HResult == LibC.EAGAIN)
        {
            return null;
        }
        // .NET opens every file with close-on-exec; a duplicate does not have that flag.
        return new(file, new(LibC.Duplicate((int)file.SafeFileHandle.DangerousGetHandle()), ownsHandle: true));
    }

    public void Dispose()
    {
        _file.Dispose();
        _inherited.Dispose();
    }
}
