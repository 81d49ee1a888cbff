using Xunit;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Settings;
using ZkAgent.Metrics;
using ZkAgent.Native;
using ZkAgent.Tests.Fakes;
using ZkAgent.Volume;

namespace ZkAgent.Tests.Volume;

public sealed class DiskUsageTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    private readonly TemporaryDirectory _directory = new();

    private DirectorySettings Directories => new() { Data = _directory.At("data"), DataLog = _directory.At("data/log"), Log = "/", Configuration = "/", Run = "/" };

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Snapshots_and_logs_are_told_apart_where_one_directory_is_in_the_other()
    {
        _directory.Write("data/myid", "1");
        _directory.Write("data/version-2/snapshot.5", new string('x', 100_000));
        File.SetLastWriteTimeUtc(_directory.Write("data/version-2/snapshot.1f", "x"), new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        _directory.Write("data/log/version-2/log.1", new string('x', 50_000));
        _directory.Write("data/log/version-2/snapshot.ff", "not a snapshot of ours: it lies in the log's directory");

        var (figures, growth) = DiskUsage.Take(Directories, null, Now);
        Assert.Equal((2, 1, 0L), (figures.Snapshots, figures.TransactionLogs, figures.LogGrowth));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), figures.NewestSnapshotAt);
        Assert.Equal(["data", "log"], figures.Directories.Select(d => d.Name));
        var (data, log) = (figures.Directories[0], figures.Directories[1]);
        Assert.InRange(log.Bytes, 50_000, 200_000);
        Assert.InRange(data.Bytes, log.Bytes + 100_000, 1_000_000);
        Assert.InRange(data.FreeBytes, 1, data.FilesystemBytes);

        _directory.Write("data/log/version-2/log.20", new string('x', 300_000));
        Assert.InRange(DiskUsage.Take(Directories, growth, Now).Figures.LogGrowth, 300_000, 400_000);
    }

    [Fact]
    public void A_log_that_was_only_made_long_takes_no_space()
    {
        var path = _directory.Write("data/log/version-2/log.1", "x");
        using (var file = File.OpenWrite(path)) file.SetLength(64 << 20);
        Assert.InRange(DiskUsage.Take(Directories, null, Now).Figures.Directories.Single(d => d.Name == "log").Bytes, 0, 1 << 20);
    }

    [Fact]
    public void Directories_that_are_not_there_have_no_figures()
    {
        var figures = DiskUsage.Take(Directories, null, Now).Figures;
        Assert.Empty(figures.Directories);
        Assert.Equal((0, 0), (figures.Snapshots, figures.TransactionLogs));
    }

    [Fact]
    public void The_file_system_is_that_of_the_directory()
    {
        Assert.SkipUnless(_directory.Mount("data", "-t", "tmpfs", "-o", "size=4m,nr_inodes=50", "none"), "needs to mount");
        var data = DiskUsage.Take(Directories, null, Now).Figures.Directories.Single(d => d.Name == "data");
        Assert.Equal((4L << 20, 50L, 49L), (data.FilesystemBytes, data.Inodes, data.FreeInodes));
    }

    [Fact]
    public async Task A_watch_looks_again_only_after_a_while()
    {
        var time = new ObservedTime();
        var watch = new DiskWatch(Directories, new(time), time);
        DiskFigures? first = null;
        while (first is null) first = await watch.SampleAsync();
        Assert.Equal(0, first.Snapshots);
        _directory.Write("data/version-2/snapshot.5", "x");
        time.SetWallClock(TimeSpan.FromDays(1));
        Assert.Same(first, await watch.SampleAsync());
        time.SetWallClock(TimeSpan.FromDays(-2));
        time.Advance(TimeSpan.FromSeconds(11));
        var deadline = TimeProvider.System.GetTimestamp();
        while ((await watch.SampleAsync())!.Snapshots == 0) Assert.True(TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Entries_are_counted_whatever_they_are()
    {
        _directory.Write("some/file", "x");
        Directory.CreateDirectory(_directory.At("some/directory"));
        File.CreateSymbolicLink(_directory.At("some/link"), "/no/such/file");
        Assert.Equal(3, DirectoryEntries.Count(_directory.At("some")));
        Assert.Equal(0, DirectoryEntries.Count(_directory.At("some/directory")));
        Assert.Null(DirectoryEntries.Count(_directory.At("none")));
    }

    [Fact]
    public void A_process_that_runs_has_figures_and_one_that_is_gone_has_none()
    {
        var own = ProcessUsage.Of(Environment.ProcessId)!;
        Assert.InRange(own.ResidentBytes, 1 << 20, 8L << 30);
        Assert.InRange(own.Threads, 1, 10_000);
        Assert.InRange(own.OpenFds!.Value, 3, 100_000);
        Assert.True(own.CpuSeconds > 0);
        Assert.Null(ProcessUsage.Of(int.MaxValue));
    }
}
