using Xunit;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Core.Tests.Supervision;

public sealed class ExitDecisionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
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
        HandsOn(Decide(new(ChildExit.Exited(code))), code, "cannot mend");

    [Fact]
    public void Code_3_of_a_server_that_had_served_is_followed_by_a_start() =>
        StartsAgain(Decide(new(ChildExit.Exited(3), Served: true)), 1, "heap");

    [Fact]
    public void An_end_with_0_that_nobody_asked_for_is_handed_on_as_1() =>
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

    private static DateTimeOffset Ago(int minutes) => Now - TimeSpan.FromMinutes(minutes);

    private static ExitDecision Decide(EndedRun run, params DateTimeOffset[] restarts) => ExitDecision.Decide(run, Budget, restarts, Now);

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
