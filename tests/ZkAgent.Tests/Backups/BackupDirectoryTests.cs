using Xunit;
using ZkAgent.Backups;
using ZkAgent.Core.Backups;
using ZkAgent.Core.Peers;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Backups;

public sealed class BackupDirectoryTests : IDisposable
{
    private static readonly EnsembleId Ensemble = EnsembleId.New(Guid.Empty);

    private readonly TemporaryDirectory _root = new();
    private readonly ObservedTime _time = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void A_directory_that_is_not_mounted_is_not_made() =>
        Assert.Equal($"cannot use ZK_BACKUP_DIR={_root.At("away")}: it does not exist; mount a volume there", Assert.Throws<IOException>(new BackupDirectory(_root.At("away"), Ensemble).Prepare).Message);

    [Fact]
    public void Directories_are_for_their_owner_alone()
    {
        var directory = Prepared();
        Assert.Equal(BackupLayout.DirectoryMode, File.GetUnixFileMode(directory.Path));
        Assert.Equal(BackupLayout.DirectoryMode, File.GetUnixFileMode(directory.SegmentPath));
        directory.Prepare();
        Assert.Empty(directory.List());
        Assert.Empty(directory.Segments());
        Assert.Null(directory.Progress());
    }

    [Fact]
    public void What_is_left_half_written_is_removed_when_it_is_old()
    {
        var directory = Prepared();
        _root.Write($"{Ensemble}/.partial-a/snapshot.1", "");
        _root.Write($"{Ensemble}/log/.partial-b", "");
        _root.Write($"{Ensemble}/20261127T183000Z-1/snapshot.1", "");
        Assert.Empty(directory.Sweep(DateTimeOffset.UtcNow));
        Assert.Equal([".partial-a", ".partial-b"], directory.Sweep(DateTimeOffset.UtcNow + BackupLockState.Stale).Order());
        Assert.Equal([".", "20261127T183000Z-1", "20261127T183000Z-1/snapshot.1", "log"], Directory.EnumerateFileSystemEntries(directory.Path, "*", SearchOption.AllDirectories).Append(directory.Path).Select(p => Path.GetRelativePath(directory.Path, p)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void One_member_at_a_time_has_the_lock()
    {
        var directory = Prepared();
        var (one, _) = BackupLock.TryTake(directory.Path, "backup", "zk-1", _time);
        Assert.NotNull(one);
        Assert.Equal((null, "zk-1 has the lock of the backup directory"), BackupLock.TryTake(directory.Path, "backup", "zk-2", _time));
        using (BackupLock.TryTake(directory.Path, "log", "zk-2", _time).Lock) { }

        // It is renewed for as long as it is held.
        for (var i = 0; i < 20; i++) _time.Advance(BackupLockState.Renewal);
        Assert.Null(BackupLock.TryTake(directory.Path, "backup", "zk-2", _time).Lock);
        one.Dispose();
        using var other = BackupLock.TryTake(directory.Path, "backup", "zk-2", _time).Lock;
        Assert.NotNull(other);
    }

    [Fact]
    public void The_lock_of_a_dead_member_is_taken_and_its_own_at_once()
    {
        var directory = Prepared();
        _root.Write($"{Ensemble}/.lock-backup/owner", $"zk-1\n{_time.GetUtcNow():O}\n");
        using (var own = BackupLock.TryTake(directory.Path, "backup", "zk-1", _time).Lock) Assert.NotNull(own);

        _root.Write($"{Ensemble}/.lock-backup/owner", $"zk-1\n{_time.GetUtcNow():O}\n");
        _time.Advance(BackupLockState.Stale);
        var (taken, sentence) = BackupLock.TryTake(directory.Path, "backup", "zk-2", _time);
        using (taken) Assert.Equal("taking the lock of zk-1: it was renewed 15 min ago", sentence);
        Assert.Equal(["log"], Directory.EnumerateFileSystemEntries(directory.Path).Select(Path.GetFileName));
    }

    private BackupDirectory Prepared()
    {
        var directory = new BackupDirectory(_root.Path, Ensemble);
        directory.Prepare();
        return directory;
    }
}
