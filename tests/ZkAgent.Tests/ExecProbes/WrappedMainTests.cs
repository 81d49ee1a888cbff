using Xunit;

namespace ZkAgent.Tests.ExecProbes;

/// <summary>The early path is what runs: probes are answered by a process whose runtime can't start.</summary>
public sealed class WrappedMainTests
{
    [Fact]
    public async Task A_probe_is_answered_where_no_runtime_can_start()
    {
        await using var server = StubServer.ZooKeeper("imok");

        (await AgentBinary.RunWithoutRuntime(["ok", $"{server.Port}"])).Said(0, "");
    }

    // Without these two the test above, and every FellThrough below, would prove nothing.
    [Fact]
    public async Task The_ordinary_main_does_not_run_where_no_runtime_can_start() =>
        (await AgentBinary.RunWithoutRuntime(["no-such-verb"])).FellThrough();

    [Fact]
    public async Task The_ordinary_main_runs_otherwise_and_says_something()
    {
        var outcome = await AgentBinary.Run("zkagent", ["no-such-verb"]);

        Assert.NotEqual(AgentBinary.RuntimeCouldNotStart, outcome.ExitCode);
        Assert.NotEqual("", outcome.Output + outcome.Errors);
    }

    [Fact]
    public async Task After_a_refused_connection_the_ordinary_main_tells_the_story()
    {
        var outcome = await AgentBinary.Run("zkagent", ["ok", $"{LoopbackPorts.FindClosed()}"]);

        Assert.NotEqual(0, outcome.ExitCode);
        Assert.NotEqual(AgentBinary.RuntimeCouldNotStart, outcome.ExitCode);
        Assert.NotEqual("", outcome.Output + outcome.Errors);
    }
}
