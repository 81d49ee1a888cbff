using System.Diagnostics;
using Xunit;
using ZkAgent.Tests.ExecProbes;

namespace ZkAgent.Tests.CommandLine;

/// <summary>The program itself without arguments: on a terminal it helps, anywhere else it is the entrypoint.</summary>
public sealed class TerminalTests
{
    [Fact]
    public async Task On_a_terminal_it_shows_the_commands()
    {
        // script gives its command a terminal of its own.
        var start = new ProcessStartInfo("script", ["-qec", AgentBinary.Existing(), "/dev/null"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("usage: zkagent [COMMAND]", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anywhere_else_it_runs()
    {
        var outcome = await AgentBinary.Run("zkagent", [], ("ZK_TERMINATION_LOG", "/dev/null"));
        Assert.Equal(78, outcome.ExitCode);
        Assert.Contains("cannot go on without ZK_REPLICAS", outcome.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    public async Task Asked_for_help_it_shows_the_commands_and_ends_with_0(string word)
    {
        var outcome = await AgentBinary.Run("zkagent", [word]);
        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith("zkagent: the entrypoint of a ZooKeeper container\n", outcome.Output, StringComparison.Ordinal);
    }
}
