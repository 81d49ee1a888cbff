using Xunit;

namespace ZkAgent.Tests.Supervision;

/// <summary>What becomes of ZooKeeper's exit code, as PID 1 and not.</summary>
public sealed class ExitCodeTests
{
    private static readonly (string, string)[] NoRestarts = [("ZK_RESTART_LIMIT", "0")];

    [Theory]
    [InlineData(true, 0, 1)]
    [InlineData(true, 1, 1)]
    [InlineData(true, 2, 2)]
    [InlineData(true, 3, 3)]
    [InlineData(true, 7, 7)]
    [InlineData(true, 14, 14)]
    [InlineData(true, 255, 255)]
    [InlineData(false, 0, 1)]
    [InlineData(false, 7, 7)]
    [InlineData(false, 14, 14)]
    public async Task A_code_is_handed_on(bool asInit, int code, int handedOn)
    {
        await using var agent = new SupervisedAgent(asInit, StandIn.Ending($"exit {code}"), NoRestarts);

        Assert.Equal(handedOn, await agent.ExitAsync());
        Assert.Contains($"exiting with code {handedOn}.", agent.TerminationMessage, StringComparison.Ordinal);
        Assert.Contains(agent.TerminationMessage.Trim(), agent.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 9, 137, "SIGKILL ended it (code 137)")]
    [InlineData(true, 11, 139, "the JVM crashed (SIGSEGV, code 139)")]
    [InlineData(true, 15, 143, "SIGTERM ended it (code 143), which was not sent by the agent")]
    [InlineData(false, 9, 137, "SIGKILL ended it (code 137)")]
    [InlineData(false, 11, 139, "the JVM crashed (SIGSEGV, code 139)")]
    public async Task A_signal_is_handed_on_as_a_shell_says_it(bool asInit, int signal, int handedOn, string words)
    {
        await using var agent = new SupervisedAgent(asInit, StandIn.Ending($"kill -{signal} $$"), NoRestarts);

        Assert.Equal(handedOn, await agent.ExitAsync());
        Assert.Contains(words, agent.TerminationMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_is_started_again_within_the_budget_and_not_beyond(bool asInit)
    {
        await using var agent = new SupervisedAgent(asInit, StandIn.Ending("exit 14"), [("ZK_RESTART_LIMIT", "1")]);

        Assert.Equal(14, await agent.ExitAsync());
        Assert.Equal("start\nstart\n", agent.Note("starts"));
        Assert.Contains("Starting it again in 1 s (restart 1 of 1 in 10 min).", agent.Errors, StringComparison.Ordinal);
        Assert.Contains("It was started again once in 10 min", agent.TerminationMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 2)]
    [InlineData(false, 3)]
    public async Task What_a_restart_cannot_mend_ends_at_once(bool asInit, int code)
    {
        await using var agent = new SupervisedAgent(asInit, StandIn.Ending($"exit {code}"));

        Assert.Equal(code, await agent.ExitAsync());
        Assert.Equal("start\n", agent.Note("starts"));
        Assert.Contains("A restart cannot repair that", agent.TerminationMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_missing_interpreter_is_127(bool asInit)
    {
        await using var agent = new SupervisedAgent(asInit, "exit 0", interpreter: "#!/no/such/interpreter\n");

        Assert.Equal(127, await agent.ExitAsync());
        Assert.Contains("A restart cannot repair that", agent.TerminationMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_is_no_program_is_126(bool asInit)
    {
        await using var agent = new SupervisedAgent(asInit, StandIn.Ending("exit 0"), interpreter: "");

        Assert.Equal(126, await agent.ExitAsync());
        Assert.Equal("", agent.Note("starts"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_inherited_ignored_SIGCHLD_loses_no_code(bool asInit)
    {
        await using var agent = new SupervisedAgent(asInit, StandIn.Ending("exit 7"), NoRestarts, signals: "--ignore-signal=CHLD");

        Assert.Equal(7, await agent.ExitAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_dead_start_script_leaves_in_its_group_is_killed_before_the_next_start(bool asInit)
    {
        await using var agent = new SupervisedAgent(asInit, StandIn.Ending("sleep 300 & sleep 300 & kill -9 $$"), NoRestarts);

        Assert.Equal(137, await agent.ExitAsync());
        await agent.UntilAsync(() => agent.Survivors().Count == 0, "nothing is left");
    }

    [Fact]
    public async Task The_stand_ins_output_is_passed_on_byte_by_byte_and_nothing_else_with_it()
    {
        await using var agent = new SupervisedAgent(asInit: false, """printf 'one\000\377\nno line end'; echo "args $*" >&2; exit 2""");

        Assert.Equal(2, await agent.ExitAsync());
        Assert.Equal([.. "one\0"u8, 0xff, .. "\nno line end"u8], agent.Output);
        Assert.Matches("(?m)^args start-foreground /.*/conf/zoo.cfg$", agent.Errors);
    }
}
