using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Volume;

namespace ZkAgent.Core.Tests.Volume;

/// <summary>What recorded files can't show; those are judged next to the reader's tests.</summary>
public sealed class VolumeFilesTests
{
    private static readonly SnapshotFact First = new("snapshot.0", 0, SnapshotCheck.Whole);

    private static VolumeFacts Facts(IReadOnlyList<SnapshotFact> snapshots, params IReadOnlyList<LogFact> logs) =>
        new() { Snapshots = snapshots, Logs = logs, Epochs = new("5", "5", null) };

    private static LogFact Log(long first, long last, LogCheck check = LogCheck.Sound) => new($"log.{first:x}", first, check, first, last, 50);

    private static LocalVolume Judge(VolumeFacts facts) => VolumeJudgement.OfFiles(facts, standalone: false);

    [Fact]
    public void Zxid_0_without_an_entry_is_initialized_and_the_first_entry_makes_it_data()
    {
        Assert.Equal(MemberData.Initialized, Judge(Facts([First])).Data);
        Assert.Equal(MemberData.Initialized, Judge(Facts([First], new LogFact("log.1", 1, LogCheck.Sound))).Data);
        Assert.Equal((MemberData.Data, "has data up to 0x1"), (Judge(Facts([First], Log(1, 1))).Data, Judge(Facts([First], Log(1, 1))).Words));
        Assert.Equal(MemberData.Data, Judge(Facts([new("snapshot.100000000", 0x100000000, SnapshotCheck.Whole)])).Data);
    }

    [Fact]
    public void A_standalone_server_has_no_use_for_the_epoch_files()
    {
        var facts = Facts([First], Log(0x500000001, 0x500000009)) with { Epochs = new("", "2", null) };

        Assert.Equal(MemberData.Damaged, Judge(facts).Data);
        Assert.Equal(MemberData.Data, VolumeJudgement.OfFiles(facts, standalone: true).Data);
    }

    [Fact]
    public void A_snapshot_fetched_from_the_leader_bridges_what_its_logs_lack()
    {
        SnapshotFact fetched = new("snapshot.500000002", 0x500000002, SnapshotCheck.Whole);
        LogFact[] logs = [Log(0x200000001, 0x20000012c), Log(0x500000003, 0x500000009)];

        Assert.Equal(MemberData.Data, Judge(Facts([fetched, First], logs)).Data);
        Assert.Contains("are missing", Judge(Facts([First], logs)).Words, StringComparison.Ordinal);
        foreach (var broken in (SnapshotCheck[])[SnapshotCheck.Unsealed, SnapshotCheck.Corrupt])
            Assert.Contains("follows on snapshot.500000002, which ZooKeeper can't load", Judge(Facts([fetched with { Check = broken }, First], logs)).Words, StringComparison.Ordinal);
    }

    /// <summary>Seen in the soak: a fetched snapshot was cut short, the log behind it begins an epoch, and 20 writes were missing.</summary>
    [Theory]
    [InlineData(SnapshotCheck.Unsealed)]
    [InlineData(SnapshotCheck.Corrupt)]
    public void A_snapshot_that_can_t_be_loaded_between_two_logs_is_a_hole_even_where_the_later_log_begins_an_epoch(SnapshotCheck check)
    {
        SnapshotFact fetched = new("snapshot.400000043", 0x400000043, check);
        LogFact[] logs = [Log(0x300000001, 0x300000014), Log(0x500000001, 0x500000009)];

        var state = Judge(Facts([fetched, First], logs));

        Assert.Equal(MemberData.Damaged, state.Data);
        Assert.Contains("log.500000001 follows on snapshot.400000043, which ZooKeeper can't load", state.Words, StringComparison.Ordinal);
    }

    /// <summary>Seen in the soak: a frozen member woke up, fetched a snapshot and went on in the log that it had open; then the snapshot was cut short.</summary>
    [Theory]
    [InlineData(0x40000002dL, true)]
    [InlineData(0x500000001L, true)]
    [InlineData(0x40000002dL, false)]
    public void A_hole_within_a_log_is_damage_unless_a_snapshot_that_can_be_loaded_fills_it(long next, bool broken)
    {
        SnapshotFact fetched = new("snapshot.40000002c", 0x40000002c, broken ? SnapshotCheck.Unsealed : SnapshotCheck.Sealed);
        var log = Log(0x300000001, next + 5) with { Gaps = [new(0x30000000f, next)] };

        var state = Judge(Facts([fetched, First], Log(0x200000001, 0x200000014), log));

        Assert.Equal(broken ? MemberData.Damaged : MemberData.Data, state.Data);
        if (broken) Assert.Contains($"log.300000001 from {new Zxid(next)} on follows on snapshot.40000002c, which ZooKeeper can't load", state.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_snapshot_that_a_crash_cut_short_is_no_damage_where_the_logs_go_on_without_a_hole()
    {
        SnapshotFact cut = new("snapshot.30000000a", 0x30000000a, SnapshotCheck.Unsealed);
        Assert.Equal(MemberData.Data, Judge(Facts([cut, First], [Log(0x300000001, 0x300000014), Log(0x500000001, 0x500000009)])).Data);
        Assert.Equal(MemberData.Data, Judge(Facts([cut with { Name = "snapshot.400000043", Zxid = 0x400000043 }, First], [Log(0x300000001, 0x300000014)])).Data);
    }

    [Fact]
    public void A_fetched_snapshot_that_a_crash_cut_short_is_no_loss() =>
        Assert.Equal("has data up to 0x20000012c", Judge(Facts([new("snapshot.500000002", 0x500000002, SnapshotCheck.Unsealed), First], Log(0x200000001, 0x20000012c))).Words);

    [Fact]
    public void Logs_that_overlap_as_3_8_writes_them_are_no_hole() =>
        Assert.Equal("has data up to 0x2000000b2", Judge(Facts([First], Log(0x200000001, 0x20000008d), Log(0x200000057, 0x200000087), Log(0x20000008e, 0x2000000b2))).Words);

    [Fact]
    public void An_entry_that_needs_a_larger_buffer_is_no_damage_and_the_flag_is_named()
    {
        var state = Judge(Facts([First], Log(1, 9) with { LongestEntry = 4_000_000 }));

        Assert.Equal(MemberData.Data, state.Data);
        Assert.EndsWith("unless the JVM is given -Djute.maxbuffer=4000000)", state.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1L, "log.7,log.9")]
    [InlineData(0L, "log.1,log.7,log.9")]
    [InlineData(7L, "log.7,log.9")]
    [InlineData(8L, "log.7,log.9")]
    [InlineData(20L, "log.9")]
    public void ZooKeeper_reads_the_log_that_holds_the_snapshots_last_transaction_and_those_after_it(long start, string read) =>
        Assert.Equal(read, string.Join(',', Replay.ReadBy(start, [1L, 7L, 9L], z => z).Select(z => $"log.{z}")));
}
