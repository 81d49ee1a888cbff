using Xunit;
using ZkAgent.Core.Backups;

namespace ZkAgent.Core.Tests.Backups;

public sealed class CutProgressTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 27, 18, 0, 0, TimeSpan.Zero);

    /// <summary>A snapshot up to 100, fuzzy up to 105; the logs go from 95 to 110, one transaction a second.</summary>
    private static readonly BackupManifest Manifest = new()
    {
        Id = "",
        Ensemble = null,
        Member = "zk-0",
        Server = new(1),
        Role = "follower",
        ZooKeeper = "3.9.3",
        Agent = "",
        Epoch = 0,
        Snapshot = new(100),
        FuzzyEnd = new(105),
        First = new(95),
        Last = new(110),
        Before = Start.AddSeconds(110.5),
        Nodes = 0,
        Ephemerals = 0,
        Sessions = 0,
        Servers = [],
        Compression = "none",
        Files = [],
    };

    [Theory]
    [InlineData("latest", 110)]
    [InlineData("105", 105)]
    [InlineData("108", 108)]
    [InlineData("110", 110)]
    public void A_cut_from_the_fuzzy_end_on_ends_there(string zxid, int last)
    {
        var progress = Read(zxid == "latest" ? BackupCut.Latest : new(new(long.Parse(zxid, System.Globalization.CultureInfo.InvariantCulture)), null));

        Assert.Null(progress.Problem);
        Assert.Equal(last, progress.Last.Value);
    }

    [Theory]
    [InlineData(104)]
    [InlineData(100)]
    [InlineData(1)]
    public void A_cut_before_the_fuzzy_end_needs_an_older_backup(long zxid) =>
        Assert.EndsWith("its snapshot has transactions up to 0x69; choose an older backup", Read(new(new(zxid), null)).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData(105, 105)]
    [InlineData(107.5, 107)]
    [InlineData(110.2, 110)]
    public void A_time_ends_at_the_last_record_before_it(double seconds, int last)
    {
        var progress = Read(new(null, Start.AddSeconds(seconds)));

        Assert.Null(progress.Problem);
        Assert.Equal(last, progress.Last.Value);
    }

    [Theory]
    [InlineData(104.9)]
    [InlineData(97)]
    [InlineData(10)]
    public void A_time_before_the_fuzzy_end_needs_an_older_backup(double seconds) =>
        Assert.Contains("choose an older backup", Read(new(null, Start.AddSeconds(seconds))).Problem, StringComparison.Ordinal);

    [Fact]
    public void Without_records_a_time_is_proven_by_the_barrier_alone()
    {
        var exact = Manifest with { FuzzyEnd = Manifest.Snapshot };

        Assert.Contains("choose an older backup", new CutProgress(new(null, Start.AddSeconds(105)), exact).Problem, StringComparison.Ordinal);
        Assert.Null(new CutProgress(new(null, exact.Before), exact).Problem);
    }

    [Fact]
    public void A_snapshot_that_is_later_than_a_time_is_not_the_tree_at_that_time()
    {
        // Nothing of the log is before the snapshot, so no record says when the snapshot was.
        var exact = Manifest with { FuzzyEnd = Manifest.Snapshot };
        var progress = new CutProgress(new(null, Start.AddSeconds(50)), exact);
        progress.Takes(101, Start.AddSeconds(101).ToUnixTimeMilliseconds());

        Assert.Contains("choose an older backup", progress.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Beyond_the_end_nothing_is_promised()
    {
        Assert.Contains("with its log segments it ends at 0x6e, 2026-11-27T18:01:50.000Z", Read(new(new(111), null)).Problem, StringComparison.Ordinal);
        Assert.Contains("use an earlier cut, or latest", Read(new(null, Start.AddSeconds(111))).Problem, StringComparison.Ordinal);
    }

    private static CutProgress Read(BackupCut cut)
    {
        var progress = new CutProgress(cut, Manifest);
        for (var zxid = 95; zxid <= 110; zxid++)
            if (!progress.Takes(zxid, Start.AddSeconds(zxid).ToUnixTimeMilliseconds())) break;
        return progress;
    }
}
