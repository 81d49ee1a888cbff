using Xunit;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Core.Tests.Supervision;

public sealed class ExitDecisionTests
{
    private static readonly TimeSpan Now = TimeSpan.FromHours(3);
    private static readonly RestartOrder Order = new(RestartCause.IsolatedMember, "it has looked for a quorum for 96 s");
    private static readonly RestartBudget Budget = new(Limit: 2, TimeSpan.FromMinutes(10));

    [Fact]
    public void The_first_crash_is_followed_by_a_start_after_a_second() =>
        StartsAgain(Decide(new(ChildExit.Exited(1))), 1, "restart 1 of 2 in 10 min");

    [Fact]
    public void The_next_crash_within_the_window_waits_longer() =>
        StartsAgain(Decide(new(ChildExit.Exited(1)), Ago(minutes: 9)), 2, "restart 2 of 2");

    [Fact]
    public void A_spent_budget_hands_the_code_on() =>
        HandsOn(Decide(new(ChildExit.Exited(14)), Ago(minutes: 9), Ago(minutes: 1)), 14, "started again 2 times in 10 min");

    [Fact]
    public void Restarts_that_left_the_window_are_free_again()
    {
        StartsAgain(Decide(new(ChildExit.Exited(1)), Ago(minutes: 11), Ago(minutes: 1)), 2, "restart 2 of 2");
        StartsAgain(Decide(new(ChildExit.Exited(1)), Ago(minutes: 10), Ago(minutes: 10)), 1, "restart 1 of 2");
    }

    [Fact]
    public void With_a_limit_of_0_every_end_is_handed_on() =>
        HandsOn(ExitDecision.Decide(new(ChildExit.Exited(7)), Budget with { Limit = 0 }, [], Now), 7, "ZK_RESTART_LIMIT=0");

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(126)]
    [InlineData(127)]
    public void What_a_restart_cannot_mend_is_handed_on_at_once(int code) =>
        HandsOn(Decide(new(ChildExit.Exited(code))), code, "cannot repair");

    [Fact]
    public void Code_3_of_a_server_that_had_served_is_followed_by_a_start() =>
        StartsAgain(Decide(new(ChildExit.Exited(3), Served: true)), 1, "heap");

    [Fact]
    public void An_end_with_0_that_was_not_asked_for_is_handed_on_as_1() =>
        HandsOn(ExitDecision.Decide(new(ChildExit.Exited(0)), Budget with { Limit = 0 }, [], Now), 1, "exiting with code 1");

    [Fact]
    public void Signals_are_handed_on_as_a_shell_says_them() =>
        HandsOn(ExitDecision.Decide(new(ChildExit.Killed(9)), Budget with { Limit = 0 }, [], Now), 137, "exiting with code 137");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(137)]
    [InlineData(143)]
    public void Whatever_ends_it_after_SIGTERM_was_sent_is_a_stop(int code) =>
        HandsOn(Decide(new(ChildExit.Exited(code), StopProgress.Sent)), 0, "A stop was asked for");

    [Theory]
    [InlineData(0, 0)]
    [InlineData(129, 0)]
    [InlineData(130, 0)]
    [InlineData(143, 0)]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(137, 137)]
    public void Before_SIGTERM_was_sent_only_the_end_of_one_that_was_told_is_a_stop(int code, int handedOn) =>
        HandsOn(Decide(new(ChildExit.Exited(code), StopProgress.Asked)), handedOn, "A stop was asked for");

    [Fact]
    public void The_sentence_begins_with_what_happened() =>
        Assert.StartsWith("ZooKeeper ended: it refuses its configuration (code 2)", Decide(new(ChildExit.Exited(2))).Sentence, StringComparison.Ordinal);

    [Fact]
    public void A_restart_that_the_agent_ordered_says_its_own_reason_and_not_that_of_a_crash()
    {
        var decision = Decide(Ordered());

        StartsAgain(decision, 1, "ZooKeeper ended: the agent stopped it, because it has looked for a quorum for 96 s. Starting it again in 1 s (restart 1 for this reason");
        Assert.Equal(("isolated_member", RestartCause.IsolatedMember), (decision.Meaning.Reason, decision.Cause));
        Assert.DoesNotContain("heap", decision.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Restarts_that_the_agent_ordered_never_end_the_container()
    {
        PastRestart[] many = [.. Enumerable.Range(0, 100).Select(i => Ago(minutes: 0, RestartCause.IsolatedMember))];

        StartsAgain(Decide(Ordered(), many), 30, "restart 101 for this reason in 10 min; ZK_RESTART_LIMIT does not count it");
        StartsAgain(ExitDecision.Decide(Ordered(), Budget with { Limit = 0 }, many, Now), 30, "restart 101");
    }

    [Fact]
    public void Restarts_that_the_agent_ordered_leave_the_budget_for_crashes_alone_and_crashes_leave_theirs()
    {
        PastRestart[] ordered = [Ago(minutes: 1, RestartCause.IsolatedMember), Ago(minutes: 1, RestartCause.JoinTimeout), Ago(minutes: 1, RestartCause.ForeignEnsemble)];

        StartsAgain(Decide(new(ChildExit.Exited(1)), ordered), 1, "restart 1 of 2");
        StartsAgain(Decide(Ordered(), Ago(minutes: 1), Ago(minutes: 1)), 1, "restart 1 for this reason");
    }

    [Fact]
    public void Each_cause_of_an_ordered_restart_has_its_own_account() =>
        StartsAgain(Decide(Ordered(), Ago(minutes: 1, RestartCause.JoinTimeout), Ago(minutes: 1, RestartCause.IsolatedMember)), 2, "restart 2 for this reason");

    [Fact]
    public void A_crash_that_came_before_the_ordered_end_is_a_crash() =>
        StartsAgain(Decide(Ordered() with { Exit = ChildExit.Exited(14) }), 1, "its election port (code 14)");

    [Fact]
    public void A_stop_that_was_asked_for_meanwhile_ends_the_agent_with_0() =>
        HandsOn(Decide(Ordered() with { Stop = StopProgress.Asked }), 0, "A stop was asked for");

    private static EndedRun Ordered() => new(ChildExit.Killed(9), Order: Order);

    private static PastRestart Ago(int minutes, RestartCause? cause = null) => new(cause, Now - TimeSpan.FromMinutes(minutes));

    private static ExitDecision Decide(EndedRun run, params PastRestart[] restarts) => ExitDecision.Decide(run, Budget, restarts, Now);

    private static void StartsAgain(ExitDecision decision, int seconds, string words)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), decision.RestartAfter);
        Assert.Contains(words, decision.Sentence, StringComparison.Ordinal);
    }

    private static void HandsOn(ExitDecision decision, int code, string words)
    {
        Assert.Equal((null, code), (decision.RestartAfter, decision.Code));
        Assert.Contains(words, decision.Sentence, StringComparison.Ordinal);
    }
}
