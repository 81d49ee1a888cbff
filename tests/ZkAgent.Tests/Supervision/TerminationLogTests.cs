using System.Text;
using Xunit;
using ZkAgent.Supervision;

namespace ZkAgent.Tests.Supervision;

public sealed class TerminationLogTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void The_last_words_replace_those_before()
    {
        Assert.Null(new TerminationLog(_path).Write("a longer sentence"));
        Assert.Null(new TerminationLog(_path).Write("short"));

        Assert.Equal("short", File.ReadAllText(_path));
    }

    [Fact]
    public void A_file_that_is_missing_is_made()
    {
        File.Delete(_path);

        Assert.Null(new TerminationLog(_path).Write("words"));
        Assert.Equal("words", File.ReadAllText(_path));
    }

    [Theory]
    [InlineData(4096, "", 4096)]
    [InlineData(5000, "", 4096)]
    [InlineData(4094, "é", 4096)]
    [InlineData(4095, "é", 4095)]
    [InlineData(4093, "€", 4096)]
    [InlineData(4094, "€", 4094)]
    [InlineData(4093, "😀", 4093)]
    public void It_ends_at_4096_bytes_and_not_in_the_middle_of_a_character(int letters, string then, int bytes)
    {
        Assert.Null(new TerminationLog(_path).Write(new string('x', letters) + then + "end"));

        var written = File.ReadAllBytes(_path);
        Assert.Equal(bytes, written.Length);
        Assert.DoesNotContain('\ufffd', Encoding.UTF8.GetString(written));
    }

    [Fact]
    public void No_file_is_made_in_dev()
    {
        var path = $"/dev/zkagent-test-{Environment.ProcessId}";

        Assert.StartsWith($"cannot write the last words to {path} (ZK_TERMINATION_LOG): ", new TerminationLog(path).Write("words"), StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    [Theory]
    [InlineData("/no/such/directory/file")]
    [InlineData("/proc")]
    [InlineData("")]
    public void What_cannot_be_written_is_told_and_nothing_thrown(string path) =>
        Assert.StartsWith("cannot write the last words to", new TerminationLog(path).Write("words"), StringComparison.Ordinal);
}
