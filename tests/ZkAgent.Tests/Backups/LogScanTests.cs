using Microsoft.Extensions.Time.Testing;
using Xunit;
using ZkAgent.Backups;
using ZkAgent.Core.Backups;
using ZkAgent.Core.DataTree;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Backups;

public sealed class LogScanTests
{
    [Fact]
    public void The_copy_ends_with_the_record_of_the_session()
    {
        using var root = new TemporaryDirectory();
        using var files = Open(root);
        var session = Sessions()[^1];

        var scan = new LogScan(files, new ReadRate(0, TimeProvider.System), TimeProvider.System);
        var failure = scan.Run(new(session.Session, null), TestContext.Current.CancellationToken);

        Assert.Null(failure);
        Assert.Equal(session.Zxid, scan.Last);
        Assert.NotNull(scan.Digest);
    }

    [Fact]
    public void Without_a_target_all_that_is_there_is_read_and_not_only_what_a_fuzzy_snapshot_needs()
    {
        using var root = new TemporaryDirectory();
        // Under an earlier name the snapshot has parts of later transactions.
        using var files = Open(root, newest: "snapshot.1000006b0");
        Assert.InRange(files.FuzzyEnd, files.Zxid + 1, long.MaxValue);

        var scan = new LogScan(files, new ReadRate(0, TimeProvider.System), TimeProvider.System);
        var failure = scan.Run(new(null, null), TestContext.Current.CancellationToken);

        Assert.Null(failure);
        Assert.Equal(GivenBackup.Records(GivenBackup.Files(DataFileName.LogPrefix)[^1].Path)[^1].Zxid, scan.Last);
    }

    [Fact]
    public void A_record_that_is_torn_and_zeros_behind_it_are_waited_for()
    {
        using var root = new TemporaryDirectory();
        var (path, _) = GivenBackup.Files(DataFileName.LogPrefix)[^1];
        var whole = File.ReadAllBytes(path);
        var session = Sessions()[^1];
        using var files = Open(root);
        var copy = root.At($"log/version-2/{Path.GetFileName(path)}");
        // As ZooKeeper allocates it: half of the log, then zeros where the rest will be.
        File.WriteAllBytes(copy, [.. whole[..(whole.Length / 2)], .. new byte[whole.Length - whole.Length / 2]]);
        var time = new FakeTimeProvider();
        var scan = new LogScan(files, new ReadRate(0, time), time);
        var run = Task.Run(() => scan.Run(new(session.Session, null), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        Assert.True(SpinWait.SpinUntil(() => scan.Last > files.Zxid + 100, TimeSpan.FromSeconds(20)));
        File.WriteAllBytes(copy, whole);

        Assert.True(SpinWait.SpinUntil(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(20));
            return run.IsCompleted;
        }, TimeSpan.FromSeconds(20)));

        Assert.Equal(session.Zxid, scan.Last);
    }

    [Fact]
    public void A_session_that_never_comes_is_a_failure_of_the_barrier()
    {
        using var root = new TemporaryDirectory();
        using var files = Open(root);
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(31) };

        var failure = new LogScan(files, new ReadRate(0, time), time).Run(new(0x1234, null), TestContext.Current.CancellationToken);

        Assert.Equal(BackupFailureReason.Barrier, failure?.Reason);
        Assert.Contains("the record of session 0x1234 was not in the log after 30 s", failure!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_session_the_leaders_zxid_ends_it()
    {
        using var root = new TemporaryDirectory();
        using var files = Open(root);

        var scan = new LogScan(files, new ReadRate(0, TimeProvider.System), TimeProvider.System);

        Assert.Null(scan.Run(new(null, files.FuzzyEnd + 5), TestContext.Current.CancellationToken));
        Assert.Equal(files.FuzzyEnd + 5, scan.Last);
    }

    [Fact]
    public void A_log_that_is_missing_in_between_is_named()
    {
        using var root = new TemporaryDirectory();
        using var files = Open(root, without: 2);

        var failure = new LogScan(files, new ReadRate(0, TimeProvider.System), TimeProvider.System).Run(new(Sessions()[^1].Session, null), TestContext.Current.CancellationToken);

        Assert.Equal(BackupFailureReason.Source, failure?.Reason);
        Assert.Contains("are missing in log.", failure!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void What_came_with_a_snapshot_that_cannot_be_read_is_missing()
    {
        using var root = new TemporaryDirectory();
        // The member fetched snapshot 0x100000900, and the log goes on with the next epoch as if nothing were missing.
        WrittenLog.Write(root.At("log"), "200000001");
        using var files = Open(root, half: true, only: 1, newest: "snapshot.100000900");

        var failure = new LogScan(files, new ReadRate(0, TimeProvider.System), TimeProvider.System).Run(new(null, 0x2_0000_0001), TestContext.Current.CancellationToken);

        Assert.Equal(BackupFailureReason.Source, failure?.Reason);
        Assert.Contains("may be in snapshot.100000900 only, which can't be read", failure!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_half_written_snapshot_is_passed_over()
    {
        using var root = new TemporaryDirectory();
        var notes = new List<string>();

        using var files = Open(root, half: true, note: notes.Add);

        Assert.Equal(GivenBackup.Files(DataFileName.SnapshotPrefix)[^2].Zxid, files.Zxid);
        Assert.Contains("is passed over: it can't be read from byte", Assert.Single(notes), StringComparison.Ordinal);
    }

    private static List<TransactionHeader> Sessions() =>
        [.. GivenBackup.Records(GivenBackup.Files(DataFileName.LogPrefix)[^1].Path).Where(r => r.Type == TransactionHeader.CreateSession)];

    /// <param name="root">Where the volume is.</param>
    /// <param name="without">The log that is left out, counted from 1.</param>
    /// <param name="half">The newest snapshot is half written.</param>
    /// <param name="only">So many logs from the first on; null: all.</param>
    /// <param name="newest">The newest snapshot's name; null: as it was recorded.</param>
    /// <param name="note">Takes what is passed over.</param>
    private static SourceFiles Open(TemporaryDirectory root, int? without = null, bool half = false, int? only = null, string? newest = null, Action<string>? note = null)
    {
        Directory.CreateDirectory(root.At("data/version-2"));
        Directory.CreateDirectory(root.At("log/version-2"));
        var snapshots = GivenBackup.Files(DataFileName.SnapshotPrefix);
        // With a log left out it has to begin earlier.
        foreach (var (path, _) in without is null ? snapshots : snapshots[..1])
        {
            var isNewest = path == snapshots[^1].Path;
            var bytes = File.ReadAllBytes(path);
            if (only is null || isNewest || path == snapshots[0].Path)
                File.WriteAllBytes(root.At($"data/version-2/{(isNewest ? newest : null) ?? Path.GetFileName(path)}"), half && isNewest ? bytes[..(bytes.Length / 2)] : bytes);
        }
        var number = 0;
        foreach (var (path, _) in GivenBackup.Files(DataFileName.LogPrefix).Take(only ?? int.MaxValue))
            if (++number != without) File.Copy(path, root.At($"log/version-2/{Path.GetFileName(path)}"));
        var directories = new DirectorySettings { Data = root.At("data"), DataLog = root.At("log"), Log = root.Path, Configuration = root.Path, Run = root.Path };
        return SourceFiles.Open(directories, new ReadRate(0, TimeProvider.System), note ?? (_ => { }), TestContext.Current.CancellationToken)!;
    }
}
