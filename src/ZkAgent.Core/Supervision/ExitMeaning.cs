using System.Globalization;

namespace ZkAgent.Core.Supervision;

/// <summary>What an end of ZooKeeper means, in words, and whether starting it again can help.</summary>
/// <remarks>The codes are those of ZooKeeper's ExitCode.java (the same from 3.5 on), a shell's, and the JVM's own.</remarks>
/// <param name="Reason">A short stable name: the label of the metric.</param>
/// <param name="Words">The rest of a sentence that begins "ZooKeeper ended: ".</param>
/// <param name="RestartHelps">False where the next start would end in the same way.</param>
public sealed record ExitMeaning(string Reason, string Words, bool RestartHelps = true)
{
    public static ExitMeaning Of(EndedRun run) => run switch
    {
        { StartProblem: { } problem } => NeverStarted(run.Exit.Code, problem),
        { EndedAsAsked: true } => AsAsked(run),
        { EndedByOrder: { } order } => new(order.Cause.Word(), $"the agent stopped it, because {order.Why}"),
        { Exit.Code: 137, OomKilled: true } => new("oom_kill",
            "the kernel's OOM killer ended it (SIGKILL, code 137): its heap and what else the JVM needs do not fit the container's memory limit; "
            + "raise the limit or lower ZK_HEAP_SIZE"),
        { Exit.Code: 3, Served: true } => new("heap_exhausted",
            "its heap was exhausted after it had served (OutOfMemoryError, code 3 of -XX:+ExitOnOutOfMemoryError); raise ZK_HEAP_SIZE and the memory limit with it"),
        _ => OfCode(run.Exit.Code),
    };

    private static ExitMeaning NeverStarted(int code, string problem) => code switch
    {
        126 => new("not_executable", problem, RestartHelps: false),
        127 => new("not_found", problem, RestartHelps: false),
        _ => new("not_started", problem),
    };

    private static ExitMeaning AsAsked(EndedRun run) => new("stop_asked", run is { Stop: StopProgress.Sent, Exit.Signal: 9 }
        ? "killed, because it had not ended by the deadline after SIGTERM"
        : $"stopped, as asked ({run.Exit})");

    private static ExitMeaning OfCode(int code) => code switch
    {
        0 => new("unasked_end", "it ended by itself without a request (code 0); a standalone server does so on an internal error that its log names"),
        1 => new("unexpected_error", "an unexpected error (code 1), which its log names: a port in use, unreadable data, a JVM flag that this Java does not know"),
        2 => new("configuration", "it refuses its configuration (code 2); its log names the key in zoo.cfg", RestartHelps: false),
        3 => new("data_dir",
            "it cannot use its data directory (code 3): look at the volume, its owner and its free space; "
            + "or, where the log says OutOfMemoryError, the data does not fit the heap (ZK_HEAP_SIZE)", RestartHelps: false),
        4 => new("admin_server", "its AdminServer could not start (code 4), most often because its port is in use; admin.enableServer=false turns it off"),
        10 => new("snapshot_write", "it could not write a snapshot (code 10): look at the free space and the health of the data directory's disk"),
        12 => new("unmatched_commit", "it was out of step with the leader (code 12, an unmatched commit) and has to synchronise again"),
        13 => new("bad_packet", "it could not follow the leader's history (code 13: a malformed packet, or a log that could not be truncated)"),
        14 => new("election_port", "it could not bind its election port (code 14): the port is in use, or its own name resolves to an address that is not its own"),
        126 => new("not_executable", "its start command cannot be executed (code 126): it needs the execute bit and a working interpreter", RestartHelps: false),
        127 => new("not_found", "its start command, or the interpreter that it names, was not found (code 127)", RestartHelps: false),
        134 => new("jvm_crash", "the JVM aborted itself (SIGABRT, code 134); an hs_err_pid file in its working directory says why"),
        135 or 139 => new("jvm_crash", Invariant($"the JVM crashed ({SignalNames.Of(code - 128)}, code {code}); an hs_err_pid file in its working directory says where")),
        // zkServer.sh gives the JVM -XX:OnOutOfMemoryError='kill -9 %p', which runs before our -XX:+ExitOnOutOfMemoryError is looked at.
        137 => new("killed",
            "SIGKILL ended it (code 137), and not the kernel's OOM killer: zkServer.sh has the JVM kill itself so when its heap is exhausted "
            + "(the log then says OutOfMemoryError; raise ZK_HEAP_SIZE), else another process sent it"),
        > 128 and < 128 + 65 => new("signal", Invariant($"{SignalNames.Of(code - 128)} ended it (code {code}), which was not sent by the agent")),
        _ => new("other", Invariant($"it ended with code {code}, which ZooKeeper itself does not use; its log may say more")),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
