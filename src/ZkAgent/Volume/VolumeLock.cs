using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Settings;
using ZkAgent.Files;

namespace ZkAgent.Volume;

/// <summary>Makes this agent and its ZooKeeper the only users of dataDir and dataLogDir, for as long as one of them lives.</summary>
internal sealed class VolumeLock(DirectorySettings directories) : IDisposable
{
    private readonly Dictionary<string, FileLock> _held = [];

    /// <summary>Takes the locks that it does not hold yet.</summary>
    /// <returns>Null if it holds all; else the path of the file whose lock another process holds.</returns>
    /// <exception cref="IOException">The volume can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The volume may not be written.</exception>
    public string? TryTake()
    {
        foreach (var directory in (ReadOnlySpan<string>)[directories.Data, directories.DataLog])
        {
            var path = $"{directory}/{VolumeInUse.FileName}";
            if (_held.ContainsKey(path)) continue;
            if (FileLock.TryTake(path) is not { } taken) return path;
            _held[path] = taken;
        }

        return null;
    }

    public void Dispose()
    {
        foreach (var held in _held.Values) held.Dispose();
        _held.Clear();
    }
}
