using System.Text;
using Xunit;
using ZkAgent.Hosting;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Hosting;

public sealed class TerminationLogTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void The_last_words_replace_those_before()
    {
        Assert.Null(new TerminationLog(_path, TimeProvider.System).Write("a longer sentence"));
        Assert.Null(new TerminationLog(_path, TimeProvider.System).Write("short"));

        Assert.Equal("short", File.ReadAllText(_path));
    }

    [Fact]
    public void A_file_that_is_missing_is_made()
    {
        File.Delete(_path);

        Assert.Null(new TerminationLog(_path, TimeProvider.System).Write("words"));
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
        Assert.Null(new TerminationLog(_path, TimeProvider.System).Write(new string('x', letters) + then + "end"));

        var written = File.ReadAllBytes(_path);
        Assert.Equal(bytes, written.Length);
        Assert.DoesNotContain('\ufffd', Encoding.UTF8.GetString(written));
    }

    [Fact]
    public void No_file_is_made_in_dev()
    {
        var path = $"/dev/zkagent-test-{Environment.ProcessId}";

        Assert.StartsWith($"cannot write the last words to {path} (ZK_TERMINATION_LOG): ", new TerminationLog(path, TimeProvider.System).Write("words"), StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task A_file_that_does_not_answer_costs_a_second_once_and_one_thread()
    {
        File.Delete(_path);
        // This pipe has no reader: opening it for writing never returns.
        Assert.Equal(0, await RunAsync("mkfifo", _path));
        var time = new ObservedTime();
        var log = new TerminationLog(_path, time);
        var writing = Task.Run(() => log.Write("words"), TestContext.Current.CancellationToken);
        await time.UntilTimerAsync(TerminationLog.Limit);
        time.Advance(TerminationLog.Limit);
        Assert.Equal($"cannot write the last words to {_path} (ZK_TERMINATION_LOG): no answer for 1 s", await writing);

        // Opened for reading and writing, it does not block.
        await using var reader = new FileStream(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        var words = new byte[5];
        await reader.ReadExactlyAsync(words, TestContext.Current.CancellationToken);
        Assert.Equal("words"u8.ToArray(), words);
    }

    private static async Task<int> RunAsync(string program, string argument)
    {
        using var process = System.Diagnostics.Process.Start(program, argument);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    [Theory]
    [InlineData("/no/such/directory/file")]
    [InlineData("/proc")]
    [InlineData("")]
    public void What_cannot_be_written_is_told_and_nothing_thrown(string path) =>
        Assert.StartsWith("cannot write the last words to", new TerminationLog(path, TimeProvider.System).Write("words"), StringComparison.Ordinal);
}
