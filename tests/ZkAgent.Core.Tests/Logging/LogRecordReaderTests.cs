using System.Text;
using System.Text.Json;
using Xunit;
using ZkAgent.Core.Logging;

namespace ZkAgent.Core.Tests.Logging;

public sealed class LogRecordReaderTests
{
    private const string Head = "2026-11-27T12:00:00.123Z\tINFO\t1\tmain\tQuorumPeerMain@137\t";

    private static readonly DateTimeOffset s_now = new(2026, 11, 27, 12, 0, 1, TimeSpan.Zero);

    private readonly List<LogRecord> _records = [];
    private readonly LogRecordReader _reader;

    public LogRecordReaderTests() => _reader = new(_records.Add);

    [Fact]
    public void A_line_of_the_pattern_is_a_record_with_fields()
    {
        Read(Head + "Starting\tquorum peer\n");
        Assert.Equal(new("2026-11-27T12:00:00.123Z", "Starting\tquorum peer") { Level = "INFO", MyId = "1", Thread = "main", Logger = "QuorumPeerMain@137" }, Assert.Single(_records));
        Assert.Equal("""{"time":"2026-11-27T12:00:00.123Z","level":"INFO","myid":"1","thread":"main","logger":"QuorumPeerMain@137","message":"Starting\tquorum peer"}""" + "\n", _records[0].ToJson());
    }

    [Fact]
    public void A_record_without_a_server_id_leaves_it_out()
    {
        Read("2026-11-27T12:00:00.123+01:00\tWARN\t\tmain\tX@1\tm\n");
        Assert.Equal("""{"time":"2026-11-27T12:00:00.123+01:00","level":"WARN","thread":"main","logger":"X@1","message":"m"}""" + "\n", Assert.Single(_records).ToJson());
    }

    [Fact]
    public void A_stack_trace_belongs_to_its_record()
    {
        Read(Head + "failed\njava.io.IOException: no\n\tat a.B.c(B.java:1)\nCaused by: x.Y\n\t... 3 more\n" + Head + "next\n");
        Assert.Equal(["failed", "next"], _records.Select(r => r.Message));
        Assert.Equal("java.io.IOException: no\n\tat a.B.c(B.java:1)\nCaused by: x.Y\n\t... 3 more", _records[0].StackTrace);
    }

    [Fact]
    public void Lines_of_a_message_belong_to_it()
    {
        Read(Head + "one\ntwo\n\nthree\n");
        Assert.Equal(("one\ntwo\n\nthree", null), (Assert.Single(_records).Message, _records[0].StackTrace));
    }

    [Fact]
    public void Other_lines_are_records_of_their_own_with_the_time_at_which_they_came()
    {
        Read("ZooKeeper JMX enabled by default\n[main] INFO o.a.z.X - started\nError: could not find main class\n");
        Assert.Equal(3, _records.Count);
        Assert.Equal("""{"time":"2026-11-27T12:00:01.000Z","message":"ZooKeeper JMX enabled by default"}""" + "\n", _records[0].ToJson());
    }

    [Fact]
    public void A_stack_trace_of_the_users_own_log_configuration_is_one_record()
    {
        Read("Exception in thread \"main\" java.lang.Error: x\n\tat a.B.c(B.java:1)\nCaused by: y\n\tat z\nnext\n");
        Assert.Equal(["Exception in thread \"main\" java.lang.Error: x", "next"], _records.Select(r => r.Message));
        Assert.Equal("\tat a.B.c(B.java:1)\nCaused by: y\n\tat z", _records[0].StackTrace);
    }

    [Fact]
    public void The_report_of_a_crashed_JVM_is_not_a_part_of_the_last_record()
    {
        Read(Head + "last\n#\n# A fatal error has been detected\n#\n");
        Assert.Equal(["last", "#", "# A fatal error has been detected", "#"], _records.Select(r => r.Message));
    }

    [Fact]
    public void A_pause_ends_a_record_and_not_a_line()
    {
        Add(Head + "one\n" + Head + "tw");
        Assert.True(_reader.HasRecord);
        _reader.Pause();
        Assert.Equal("one", Assert.Single(_records).Message);
        Assert.False(_reader.HasRecord);
        _reader.Pause();
        Add("o\n");
        Assert.True(_reader.HasRecord);
        _reader.Pause();
        Assert.Equal("two", _records[1].Message);
    }

    [Fact]
    public void However_the_bytes_are_cut_the_records_are_the_same()
    {
        var bytes = Encoding.UTF8.GetBytes(Head + "größer ✓ 🦁\njava.lang.X\n\tat y\n" + "raw\r\n" + Head + "end\n");
        var whole = new List<LogRecord>();
        var other = new LogRecordReader(whole.Add);
        other.Add(bytes, s_now);
        other.End(s_now);
        foreach (var b in bytes) _reader.Add([b], s_now);
        _reader.End(s_now);
        Assert.Equal(whole, _records);
        Assert.Equal("größer ✓ 🦁", whole[0].Message);
    }

    [Fact]
    public void What_is_no_UTF8_and_control_characters_are_still_JSON()
    {
        _reader.Add([0xFF, 0xC3, (byte)'"', (byte)'\\', 0x00, 0x1B, (byte)'[', 0x7F, 0xE2, 0x80, 0xA8, (byte)'\n'], s_now);
        _reader.End(s_now);
        var json = Assert.Single(_records).ToJson();
        Assert.Equal("\uFFFD\uFFFD\"\\\0\u001B[\u007F\u2028", JsonDocument.Parse(json).RootElement.GetProperty("message").GetString());
        Assert.DoesNotContain(json[..^1], c => char.IsControl(c) && c != '\u007F');
    }

    [Fact]
    public void A_huge_line_is_cut_and_its_length_told()
    {
        for (var i = 0; i < 100; i++) Add(new string('x', 100_000));
        Read("\nnext\n");
        Assert.Equal(2, _records.Count);
        Assert.Equal(new string('x', LogRecordReader.LongestLine) + "… (9934464 bytes left out)", _records[0].Message);
    }

    [Fact]
    public void A_huge_record_goes_on_in_the_next()
    {
        Add(Head + "dump\n");
        for (var i = 0; i < 100; i++) Add($"\tat {new string('y', 10_000)}\n");
        _reader.End(s_now);
        Assert.InRange(_records.Count, 4, 6);
        Assert.All(_records, r => Assert.InRange(r.ToJson().Length, 1, LogRecordReader.LongestRecord + 20_000));
    }

    [Theory]
    [InlineData("2026-11-27 12:00:00,123\tINFO\t1\tmain\tX@1\tm")]
    [InlineData("2026-11-27T12:00:00.123Z\tNOTE\t1\tmain\tX@1\tm")]
    [InlineData("2026-11-27T12:00:00.123Z INFO 1 main X@1 m")]
    [InlineData("\tINFO\t1\tmain\tX@1\tm")]
    public void A_line_that_only_resembles_the_pattern_is_no_record_with_fields(string line) => Assert.Null(LogLine.Parse(line));

    private void Add(string text) => _reader.Add(Encoding.UTF8.GetBytes(text), s_now);

    private void Read(string text)
    {
        Add(text);
        _reader.End(s_now);
    }
}
