using Xunit;
using ZkAgent.Backups;
using ZkAgent.Core.Ensemble;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Backups;

public sealed class SegmentWriterTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly SegmentWriter _writer;

    public SegmentWriterTests()
    {
        Directory.CreateDirectory(_root.At("target"));
        Directory.CreateDirectory(_root.At("data/version-2"));
        _writer = new(new() { Data = _root.At("data"), DataLog = _root.At("data"), Log = "/l", Configuration = "/c", Run = "/r" }, "none");
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public void A_segment_has_the_whole_records_behind_the_last_one_up_to_what_is_applied()
    {
        WrittenLog.Write(_root.At("data"), "100000001", "100000002", "100000003", "100000004");
        var result = Write("100000001", applied: "100000003");
        Assert.Equal(("100000002-100000003", Z("100000003"), null), (result.Segment?.ToString(), result.Last, result.Gap));
        Assert.Equal([.. WrittenLog.Header, .. WrittenLog.Record("100000002"), .. WrittenLog.Record("100000003")], File.ReadAllBytes(_root.At("target/100000002-100000003")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_root.At("target/100000002-100000003")));
    }

    [Fact]
    public void The_next_segment_goes_on_there_also_in_later_logs()
    {
        WrittenLog.Write(_root.At("data"), "100000001", "100000002");
        Assert.Equal("100000002-100000002", Write("100000001", "100000002").Segment?.ToString());
        Assert.Null(Write("100000002", "100000002").Segment);
        WrittenLog.Write(_root.At("data"), "100000001", "100000002", "100000003");
        WrittenLog.Write(_root.At("data"), "100000004", "100000005");
        WrittenLog.Write(_root.At("data"), "200000001");
        Assert.Equal("100000003-200000001", Write("100000002", "200000001").Segment?.ToString());
        Assert.Equal(["100000002-100000002", "100000003-200000001"], Directory.GetFiles(_root.At("target")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_torn_record_ends_it_and_is_read_again_when_it_is_whole()
    {
        WrittenLog.Write(_root.At("data"), WrittenLog.Record("100000003")[..^9], "100000001", "100000002");
        Assert.Equal(Z("100000002"), Write("100000001", "100000003").Last);
        WrittenLog.Write(_root.At("data"), "100000001", "100000002", "100000003");
        Assert.Equal("100000003-100000003", Write("100000002", "100000003").Segment?.ToString());
    }

    [Fact]
    public void A_gap_ends_it_and_is_told()
    {
        WrittenLog.Write(_root.At("data"), "100000005", "100000006");
        var result = Write("100000002", "100000006");
        Assert.Equal((null, Z("100000002"), "the member's log has no transactions between 0x100000002 and 0x100000005"), (result.Segment, result.Last, result.Gap));
        Assert.Empty(Directory.GetFiles(_root.At("target")));
    }

    [Fact]
    public void A_member_that_fetched_a_snapshot_may_lack_the_end_of_the_epoch()
    {
        WrittenLog.Write(_root.At("data"), "100000001", "100000002");
        WrittenLog.Write(_root.At("data"), "200000001");
        _root.Write("data/version-2/snapshot.100000009", "");
        var result = Write("100000001", "200000001");
        Assert.Equal(("100000002-100000002", "the member fetched a snapshot between 0x100000002 and 0x200000001, so transactions may be missing in its log"), (result.Segment?.ToString(), result.Gap));
    }

    [Fact]
    public void A_member_that_lags_behind_the_segments_writes_nothing()
    {
        WrittenLog.Write(_root.At("data"), "100000001", "100000002");
        Assert.Equal(new SegmentResult(null, Z("100000009"), null), Write("100000009", "100000002"));
    }

    [Fact]
    public void A_new_log_without_its_header_is_left_for_the_next_time()
    {
        WrittenLog.Write(_root.At("data"), "100000001", "100000002");
        _root.Write("data/version-2/log.100000003", "");
        Assert.Equal("100000002-100000002", Write("100000001", "100000003").Segment?.ToString());
        WrittenLog.Write(_root.At("data"), "100000003");
        Assert.Equal("100000003-100000003", Write("100000002", "100000003").Segment?.ToString());
    }

    private SegmentResult Write(string anchor, string applied) => _writer.Write(_root.At("target"), Z(anchor), Z(applied));

    private static Zxid Z(string text) => Zxid.Parse(text)!.Value;
}
