using ZkAgent.Core.Backups;

namespace ZkAgent.Backups;

/// <summary>Opens and creates the files of backups.</summary>
internal static class PlainFiles
{
    /// <summary>Opens a file to read it once from its beginning. ZooKeeper may write it meanwhile, or remove its name.</summary>
    /// <exception cref="IOException">It is not there or can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);

    /// <summary>Creates a file that only its owner may read.</summary>
    /// <exception cref="IOException">It is there already, or can't be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static FileStream Create(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 64 * 1024, UnixCreateMode = BackupLayout.FileMode,
    });
}
