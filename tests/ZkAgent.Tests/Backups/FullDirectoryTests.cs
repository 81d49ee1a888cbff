using Xunit;
using ZkAgent.Backups;
using ZkAgent.Core.Backups;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Supervision;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Backups;

/// <summary>A backup directory without room: nothing half written keeps what room there is, and old backups make some.</summary>
public sealed class FullDirectoryTests : IDisposable
{
    private static readonly EnsembleId Ensemble = EnsembleId.New(Guid.Empty);

    private readonly TemporaryDirectory _root = new();
    private readonly ObservedTime _time = new();
    private readonly RememberedLog<FullDirectoryTests> _log = new();

    public FullDirectoryTests() => _time.SetUtcNow(new(2026, 11, 27, 18, 0, 0, TimeSpan.Zero));

    public void Dispose() => _root.Dispose();

    [Fact]
    public void A_log_segment_that_does_not_fit_leaves_nothing_and_the_next_one_is_whole()
    {
        Mount("target", "size=16k");
        Directory.CreateDirectory(_root.At("data/version-2"));
        WrittenLog.Write(_root.At("data"), [.. Enumerable.Range(1, 1000).Select(number => $"1{number:x8}")]);
        var writer = new SegmentWriter(new() { Data = _root.At("data"), DataLog = _root.At("data"), Log = "/l", Configuration = "/c", Run = "/r" }, "none");

        Assert.Throws<IOException>(() => writer.Write(_root.At("target"), new(0x100000001), new(0x1000003e8)));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_root.At("target")));
        Assert.Equal("100000002-100000010", writer.Write(_root.At("target"), new(0x100000001), new(0x100000010)).Segment?.ToString());
    }

    [Fact]
    public void A_lock_that_does_not_fit_leaves_nothing()
    {
        Mount("target", "size=4k");
        Fill("target");

        Assert.Throws<IOException>(() => BackupLock.TryTake(_root.At("target"), "backup", "zk-0", _time));

        Assert.Equal(["filler"], Directory.EnumerateFileSystemEntries(_root.At("target")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Where_not_even_the_lock_fits_old_backups_are_deleted_and_the_next_one_is_made()
    {
        Mount("target", "size=64k");
        var directory = new BackupDirectory(_root.At("target"), Ensemble);
        directory.Prepare();
        for (var day = 9; day >= 0; day -= 3) Make(_time.GetUtcNow() - TimeSpan.FromDays(day), day);
        Fill("target");
        var settings = new BackupSettings
        {
            Directory = _root.At("target"), Interval = TimeSpan.FromHours(1), LogInterval = null, Keep = TimeSpan.FromDays(5), Member = BackupMember.Auto, Compression = "none", Rate = null, VerifyInFull = true,
        };
        var written = 0;
        var run = new BackupRun(
            settings, "zk-0", _ => { written++; return Task.FromResult(new BackupOutcome(null, new(BackupFailureReason.Target, "cannot write"))); },
            (_, _) => Task.FromResult(ChildExit.Exited(0)), _time, _log);

        var result = await run.RunAsync(directory, TestContext.Current.CancellationToken);

        Assert.Equal((1, "cannot write"), (written, result.Failure?.Sentence));
        Assert.Equal(2, directory.List().Count);
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path, ".*"));
    }

    private void Mount(string relative, string options) =>
        Assert.SkipUnless(_root.Mount(relative, "-t", "tmpfs", "-o", options, "tmpfs"), "mounting a small file system needs root");

    private void Fill(string relative)
    {
        using var filler = File.OpenHandle(_root.At($"{relative}/filler"), FileMode.CreateNew, FileAccess.Write);
        var block = new byte[4096];
        try
        {
            while (true) RandomAccess.Write(filler, block, RandomAccess.GetLength(filler));
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    private void Make(DateTimeOffset time, int number)
    {
        var path = _root.At($"target/{Ensemble}/{new BackupName(time, new(0x100000010 - number))}");
        Directory.CreateDirectory(path);
        var manifest = new BackupManifest
        {
            Id = new('0', 32), Ensemble = Ensemble, Member = "zk-0", Server = new(1), Role = "follower", ZooKeeper = "3.9.3", Agent = "1", Epoch = 1, Snapshot = new(0), FuzzyEnd = new(0),
            First = new(1), Last = new(0x100000010 - number), Nodes = 1, Ephemerals = 0, Sessions = 0, Servers = [], Compression = "none", Files = [new("snapshot.0", 1, new('0', 64))],
            Verified = VerifiedLevel.Full, VerifiedAt = time,
        };
        File.WriteAllText($"{path}/{BackupManifest.FileName}", BackupManifestText.Write(manifest));
    }
}
