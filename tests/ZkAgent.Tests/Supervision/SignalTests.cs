using System.Diagnostics;
using Xunit;

namespace ZkAgent.Tests.Supervision;

/// <summary>What signals to the agent do, as PID 1 and not.</summary>
public sealed class SignalTests
{
    private const int HUP = 1, INT = 2, QUIT = 3, KILL = 9, TERM = 15;

    [Theory]
    [InlineData(true, TERM, "SIGTERM")]
    [InlineData(true, INT, "SIGINT")]
    [InlineData(true, HUP, "SIGHUP")]
    [InlineData(false, TERM, "SIGTERM")]
    [InlineData(false, INT, "SIGINT")]
    [InlineData(false, HUP, "SIGHUP")]
    public async Task Each_signal_that_asks_to_stop_reaches_ZooKeeper_as_SIGTERM(bool asInit, int signal, string name)
    {
        await using var agent = new SupervisedAgent(asInit, StandIn.Patient);
        await agent.UntilNotedAsync("starts");

        agent.Signal(signal);

        Assert.Equal(0, await agent.ExitAsync());
        Assert.Equal("TERM\n", agent.Note("signals"));
        Assert.Contains($"Stopping, asked by {name}", agent.Errors, StringComparison.Ordinal);
        Assert.Contains("stopped, as asked (code 143)", agent.TerminationMessage, StringComparison.Ordinal);
        Assert.Empty(agent.Survivors());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_ignores_SIGTERM_is_killed_at_the_deadline(bool asInit)
    {
        await using var agent = new SupervisedAgent(asInit, StandIn.Deaf, [("ZK_GRACE_PERIOD", "3s")]);
        await agent.UntilNotedAsync("starts");

        var watch = Stopwatch.StartNew();
        agent.Signal(TERM);

        Assert.Equal(0, await agent.ExitAsync());
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1.4), TimeSpan.FromSeconds(10));
        Assert.Contains("killed, because it had not ended by the deadline after SIGTERM", agent.TerminationMessage, StringComparison.Ordinal);
        Assert.Empty(agent.Survivors());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stop_during_the_back_off_ends_at_once(bool asInit)
    {
        await using var agent = new SupervisedAgent(asInit, StandIn.Ending("exit 1"));
        await agent.UntilSaidAsync("Starting it again in 2 s (restart 2 of 5");

        agent.Signal(TERM);

        Assert.Equal(0, await agent.ExitAsync());
        Assert.Equal("start\nstart\n", agent.Note("starts"));
        Assert.Equal("Stopped, asked by SIGTERM, while ZooKeeper was not running: exiting with code 0.", agent.TerminationMessage);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SIGQUIT_is_passed_on_and_both_live_on(bool asInit)
    {
        await using var agent = new SupervisedAgent(asInit, StandIn.Patient);
        await agent.UntilNotedAsync("starts");

        agent.Signal(QUIT);
        await agent.UntilNotedAsync("signals", "QUIT");
        agent.Signal(TERM);

        Assert.Equal(0, await agent.ExitAsync());
        Assert.Equal("QUIT\nTERM\n", agent.Note("signals"));
        Assert.Equal("start\n", agent.Note("starts"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_second_signal_changes_nothing(bool asInit)
    {
        await using var agent = new SupervisedAgent(asInit, StandIn.Deaf, [("ZK_GRACE_PERIOD", "3s")]);
        await agent.UntilNotedAsync("starts");

        agent.Signal(TERM);
        await agent.UntilSaidAsync("is told to stop");
        agent.Signal(INT);
        agent.Signal(TERM);

        Assert.Equal(0, await agent.ExitAsync());
        Assert.Contains("by the deadline", agent.TerminationMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_killed_agent_leaves_no_ZooKeeper(bool asInit)
    {
        await using var agent = new SupervisedAgent(asInit, StandIn.Ending("exec sleep 300"));
        await agent.UntilAsync(() => agent.Children.Any(child => child.Name == "sleep"), "the stand-in runs");

        agent.Signal(KILL);

        await agent.UntilAsync(() => agent.Survivors().Count == 0, "nothing is left");
    }

    [Fact]
    public async Task Inherited_ignored_SIGTERM_and_SIGQUIT_are_taken_all_the_same()
    {
        await using var agent = new SupervisedAgent(asInit: false, StandIn.Patient, signals: "--ignore-signal=TERM,QUIT");
        await agent.UntilNotedAsync("starts");

        agent.Signal(QUIT);
        await agent.UntilNotedAsync("signals", "QUIT");
        agent.Signal(TERM);

        Assert.Equal(0, await agent.ExitAsync());
    }
}
