using System.Text;
using System.Text.Json;
using Xunit;
using ZkAgent.Core.Launch;
using ZkAgent.Core.Settings;
using ZkAgent.Native;
using ZkAgent.Supervision;

namespace ZkAgent.Tests.Supervision;

public sealed class ZooKeeperOutputTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    [Fact]
    public void Text_is_inherited()
    {
        var output = new ZooKeeperOutput(LogFormat.Text, Stream.Null, TimeProvider.System);
        Assert.Null(output.Descriptor);
        output.Finish(s_limit);
    }

    [Fact]
    public void Both_streams_of_a_process_become_JSON_to_their_last_line()
    {
        using var written = new MemoryStream();
        Run(written, "echo 'ZooKeeper JMX disabled'; printf '2026-11-27T12:00:00.123Z\\tWARN\\t2\\tmain\\tX@1\\tfailed\\njava.io.IOException: no\\n\\tat a.b\\n' >&2; printf '# no line end'");
        var records = Lines(written);
        Assert.Equal(["ZooKeeper JMX disabled", "failed", "# no line end"], records.Select(r => r.GetProperty("message").GetString()));
        Assert.Equal("java.io.IOException: no\n\tat a.b", records[1].GetProperty("stack_trace").GetString());
    }

    [Fact]
    public async Task A_record_is_written_while_the_process_goes_on()
    {
        await using var written = new SlowStream();
        var output = new ZooKeeperOutput(LogFormat.Json, written, TimeProvider.System);
        written.Go();
        Assert.Equal(0, PosixSpawn.Start(Shell("echo now; read -r _ < /dev/zero"), output.Descriptor, out var pid));
        try
        {
            await written.Written.Task.WaitAsync(s_limit, TestContext.Current.CancellationToken);
        }
        finally
        {
            LibC.Kill(pid, LibC.SIGKILL);
        }
        output.Finish(s_limit);
    }

    /// <summary>8 MB are more than the pipe and everything that waits: a process that had to wait for the output would not end.</summary>
    [Fact]
    public async Task A_process_does_not_wait_for_an_output_that_is_not_read_and_what_is_left_out_is_counted()
    {
        await using var written = new SlowStream();
        var output = new ZooKeeperOutput(LogFormat.Json, written, TimeProvider.System);
        Assert.Equal(0, PosixSpawn.Start(Shell("i=0; while [ $i -lt 80000 ]; do echo \"line $i xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"; i=$((i+1)); done"), output.Descriptor, out var pid));
        Assert.True(await EndsAsync(pid));
        written.Go();
        output.Finish(s_limit);
        var records = Lines(written);
        Assert.InRange(records.Count, 1, 79_999);
        var count = int.Parse(records.Select(r => r.GetProperty("message").GetString()!).Single(m => m.EndsWith("were left out here, because the container's output was not read", StringComparison.Ordinal)).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(80_000, records.Count - 1 + count);
    }

    [Fact]
    public async Task The_end_of_the_agent_does_not_wait_for_an_output_that_is_not_read()
    {
        await using var written = new SlowStream();
        var output = new ZooKeeperOutput(LogFormat.Json, written, TimeProvider.System);
        Assert.Equal(0, PosixSpawn.Start(Shell("echo x"), output.Descriptor, out var pid));
        Assert.True(await EndsAsync(pid));
        output.Finish(TimeSpan.FromMilliseconds(50));
        written.Go();
        await written.Written.Task.WaitAsync(s_limit, TestContext.Current.CancellationToken);
    }

    private static void Run(MemoryStream written, string script)
    {
        var output = new ZooKeeperOutput(LogFormat.Json, written, TimeProvider.System);
        Assert.Equal(0, PosixSpawn.Start(Shell(script), output.Descriptor, out _));
        // The pipe's other end closes with the process.
        output.Finish(s_limit);
    }

    private static LaunchPlan Shell(string script) => new(["/bin/sh", "-c", script], new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" });

    private static Task<bool> EndsAsync(int pid) => Task.Run(() =>
    {
        for (var until = Environment.TickCount64 + (long)s_limit.TotalMilliseconds; Environment.TickCount64 < until;)
        {
            if (EndedProcess.Reap(pid) is not null) return true;
            Thread.Yield();
        }
        return false;
    });

    private static List<JsonElement> Lines(MemoryStream written) =>
        [.. Encoding.UTF8.GetString(written.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>An output that takes nothing until it is told to.</summary>
    private sealed class SlowStream : MemoryStream
    {
        private readonly ManualResetEventSlim _go = new();

        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Go() => _go.Set();

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _go.Wait();
            base.Write(buffer);
            Written.TrySetResult();
        }
    }
}
