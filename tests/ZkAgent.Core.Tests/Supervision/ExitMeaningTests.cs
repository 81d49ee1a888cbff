using Xunit;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Core.Tests.Supervision;

public sealed class ExitMeaningTests
{
    [Theory]
    [InlineData(0, "unasked_end", "without a request")]
    [InlineData(1, "unexpected_error", "its log names")]
    [InlineData(4, "admin_server", "admin.enableServer=false")]
    [InlineData(10, "snapshot_write", "free space")]
    [InlineData(12, "unmatched_commit", "synchronise")]
    [InlineData(13, "bad_packet", "leader's history")]
    [InlineData(14, "election_port", "election port")]
    [InlineData(134, "jvm_crash", "SIGABRT")]
    [InlineData(135, "jvm_crash", "SIGBUS")]
    [InlineData(139, "jvm_crash", "SIGSEGV")]
    [InlineData(137, "killed", "not the kernel's OOM killer")]
    [InlineData(129, "signal", "SIGHUP")]
    [InlineData(130, "signal", "SIGINT")]
    [InlineData(143, "signal", "SIGTERM")]
    [InlineData(192, "signal", "signal 64")]
    [InlineData(7, "other", "code 7")]
    [InlineData(128, "other", "code 128")]
    [InlineData(193, "other", "code 193")]
    [InlineData(255, "other", "code 255")]
    public void A_code_whose_cause_may_be_over_is_worth_a_restart(int code, string reason, string words) =>
        Means(new(ChildExit.Exited(code)), reason, words, restartHelps: true);

    [Theory]
    [InlineData(2, "configuration", "zoo.cfg")]
    [InlineData(3, "data_dir", "look at the volume")]
    [InlineData(126, "not_executable", "execute bit")]
    [InlineData(127, "not_found", "was not found")]
    public void A_code_whose_cause_stays_is_not(int code, string reason, string words) =>
        Means(new(ChildExit.Exited(code)), reason, words, restartHelps: false);

    [Fact]
    public void Code_3_of_a_server_that_had_served_is_its_heap() =>
        Means(new(ChildExit.Exited(3), Served: true), "heap_exhausted", "ZK_HEAP_SIZE", restartHelps: true);

    [Fact]
    public void A_SIGKILL_while_the_count_of_OOM_kills_rose_is_the_kernels()
    {
        Means(new(ChildExit.Killed(9), OomKilled: true), "oom_kill", "raise the limit or lower ZK_HEAP_SIZE", restartHelps: true);
        Means(new(ChildExit.Exited(137), OomKilled: true), "oom_kill", "memory limit", restartHelps: true);
    }

    [Fact]
    public void Another_end_while_the_count_of_OOM_kills_rose_is_its_own() =>
        Means(new(ChildExit.Exited(1), OomKilled: true), "unexpected_error", "code 1", restartHelps: true);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(143)]
    public void After_SIGTERM_was_sent_every_end_is_the_one_asked_for(int code) =>
        Means(new(ChildExit.Exited(code), StopProgress.Sent), "stop_asked", "stopped, as asked", restartHelps: true);

    [Fact]
    public void An_end_by_our_own_SIGKILL_is_said_to_be_late() =>
        Means(new(ChildExit.Killed(9), StopProgress.Sent, OomKilled: true), "stop_asked", "by the deadline", restartHelps: true);

    [Theory]
    [InlineData(126, "not_executable", false)]
    [InlineData(127, "not_found", false)]
    [InlineData(1, "not_started", true)]
    public void A_start_that_failed_says_why(int code, string reason, bool restartHelps) =>
        Means(new(ChildExit.Exited(code), StartProblem: "cannot start /x: why"), reason, "cannot start /x: why", restartHelps);

    [Fact]
    public void Every_code_has_a_reason_and_words()
    {
        for (var code = 0; code <= 255; code++)
        {
            var meaning = ExitMeaning.Of(new(ChildExit.Exited(code)));
            Assert.Matches("^[a-z_]+$", meaning.Reason);
            Assert.NotEmpty(meaning.Words);
        }
    }

    private static void Means(EndedRun run, string reason, string words, bool restartHelps)
    {
        var meaning = ExitMeaning.Of(run);
        Assert.Equal((reason, restartHelps), (meaning.Reason, meaning.RestartHelps));
        Assert.Contains(words, meaning.Words, StringComparison.Ordinal);
    }
}
