namespace ZkAgent.EarlyPath;

/// <summary><c>zkagent _exec PARENT COMMAND ARGS…</c>: becomes the command, and dies when the process that started it dies.</summary>
/// <remarks>
/// posix_spawn can't ask for a parent-death signal, and a JVM left behind by a killed agent would hold the ports and the volume
/// that the next start needs. The kernel ties the signal to the thread that spawned: that thread has to live as long as the agent.
/// PARENT is the agent's process id: an agent that died before the signal was asked for would otherwise go unnoticed. To see that
/// the parent is 1 is not enough, because 1 is either the agent itself or the reaper of a dead one.
/// </remarks>
internal static unsafe class ExecShim
{
    // As a shell says it.
    private const int NotFound = 127;
    private const int NotExecutable = 126;
    private const int KilledWithParent = 128 + Libc.SIGKILL;

    public static bool Recognises(int argc, byte** argv) => argc >= 4 && CText.Is(argv[1], "_exec"u8) && Parent(argv) != 0;

    /// <summary>Returns only when the command can't be started, with the exit code for that.</summary>
    public static int Run(byte** argv)
    {
        var command = argv + 3;
        if (Libc.prctl(Libc.PR_SET_PDEATHSIG, Libc.SIGKILL, 0, 0, 0) != 0)
            return NotExecutable;
        if (Libc.getppid() != Parent(argv))
            return KilledWithParent;

        // Not execvp, which hands a file without #! to a shell: as PID 1 the agent refuses it, and so it is refused here.
        _ = Libc.execv(*command, command);
        var notFound = *Libc.__errno_location() == Libc.ENOENT;
        Say("cannot start "u8);
        Libc.write(2, *command, CText.Length(*command));
        Say(notFound ? ": no such command, or the interpreter that it names is missing\n"u8 : ": it is not executable, or not a program\n"u8);
        return notFound ? NotFound : NotExecutable;
    }

    private static int Parent(byte** argv) => CText.Number(argv[2], int.MaxValue);

    private static void Say(ReadOnlySpan<byte> text)
    {
        fixed (byte* bytes = text)
            Libc.write(2, bytes, text.Length);
    }
}
