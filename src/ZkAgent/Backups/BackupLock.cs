using System.Globalization;
using ZkAgent.Core.Backups;
using ZkAgent.Core.Rendering;
using ZkAgent.Files;

namespace ZkAgent.Backups;

/// <summary>Keeps other members out of a shared backup directory: a directory in it that only one of them can create.</summary>
/// <remarks>
/// flock(2) is not shared between the nodes of many network file systems; the rename of a directory is. It comes with the file that names its owner,
/// so a lock without one does not exist, and a rename onto a directory that is not empty fails.
/// </remarks>
internal sealed class BackupLock : IDisposable
{
    private const string OwnerFile = "owner";
    private const string TimeForm = "O";

    private readonly string _path, _owner;
    private readonly TimeProvider _time;
    private readonly ITimer _renewal;

    private BackupLock(string path, string owner, TimeProvider time)
    {
        (_path, _owner, _time) = (path, owner, time);
        _renewal = time.CreateTimer(_ => Renew(), null, BackupLockState.Renewal, BackupLockState.Renewal);
    }

    /// <param name="directory">The directory of the ensemble; it exists.</param>
    /// <param name="name">What is locked.</param>
    /// <param name="owner">This member's name.</param>
    /// <returns>The lock, and a sentence where it was taken from another; null and who has it.</returns>
    /// <exception cref="IOException">The directory can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written.</exception>
    public static (BackupLock? Lock, string? Sentence) TryTake(string directory, string name, string owner, TimeProvider time)
    {
        var path = $"{directory}/.lock-{name}";
        string? taken = null;
        if (Directory.Exists(path))
        {
            var (other, renewed) = Read(path);
            var state = BackupLockState.Decide(other, time.GetUtcNow() - renewed, isSelf: other == owner);
            if (!state.IsStale || !Remove(path, other, renewed)) return (null, state.IsStale ? BackupLockState.Decide("", TimeSpan.Zero, isSelf: false).Sentence : state.Sentence);
            taken = state.Sentence;
        }
        var made = $"{directory}/{BackupLayout.PartialPrefix}lock-{name}-{owner}";
        Directory.CreateDirectory(made, BackupLayout.DirectoryMode);
        try
        {
            Write(made, owner, time);
        }
        catch
        {
            Directory.Delete(made, recursive: true);
            throw;
        }
        try
        {
            Directory.Move(made, path);
        }
        catch (IOException) when (Directory.Exists(path))
        {
            Directory.Delete(made, recursive: true);
            return (null, BackupLockState.Decide(Read(path).Owner, TimeSpan.Zero, isSelf: false).Sentence);
        }
        return (new(path, owner, time), taken);
    }

    public void Dispose()
    {
        _renewal.Dispose();
        try
        {
            // A lock that another member took, because this one was silent for too long, is that member's.
            if (Read(_path) is var (owner, renewed) && owner == _owner) Remove(_path, owner, renewed);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It becomes stale.
        }
    }

    private void Renew()
    {
        try
        {
            if (Read(_path).Owner == _owner) Write(_path, _owner, _time);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next renewal may succeed; what is written in the meantime fails by itself.
        }
    }

    private static void Write(string path, string owner, TimeProvider time) =>
        FileWriter.Write(new RenderedFile($"{path}/{OwnerFile}", $"{owner}\n{time.GetUtcNow().ToString(TimeForm, CultureInfo.InvariantCulture)}\n", RenderedFile.Private));

    private static (string Owner, DateTimeOffset Renewed) Read(string path)
    {
        try
        {
            if (File.ReadAllLines($"{path}/{OwnerFile}") is [var owner, var time, ..] && DateTimeOffset.TryParseExact(time, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var renewed))
                return (owner, renewed);
        }
        catch (IOException)
        {
            // It is being removed.
        }
        return ("", new(Directory.GetLastWriteTimeUtc(path), TimeSpan.Zero));
    }

    /// <summary>Removes the lock if it is still the one that was read.</summary>
    private static bool Remove(string path, string owner, DateTimeOffset renewed)
    {
        var aside = $"{Path.GetDirectoryName(path)}/{BackupLayout.PartialPrefix}{Path.GetFileName(path)[1..]}-{Guid.NewGuid():n}";
        try
        {
            Directory.Move(path, aside);
        }
        catch (IOException)
        {
            return false;
        }
        if (Read(aside) is var found && found == (owner, renewed) || owner.Length == 0)
        {
            Directory.Delete(aside, recursive: true);
            return true;
        }
        Directory.Move(aside, path);
        return false;
    }
}
