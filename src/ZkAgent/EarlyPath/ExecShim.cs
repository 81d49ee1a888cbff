namespace ZkAgent.EarlyPath;

/// <summary><c>zkagent _exec [PARENT] COMMAND ARGS…</c>: becomes the command, and dies when the process that started it dies.</summary>
/// <remarks>
/// posix_spawn can't ask for a parent-death signal, and a JVM left behind by a killed agent would hold the ports and the volume
/// that the next start needs. The kernel ties the signal to the thread that spawned: that thread has to live as long as the agent.
/// PARENT is the agent's process id. It closes the gap in which the agent dies before the signal is asked for: the parent is then
/// somebody else (the id alone tells; 1 as a parent is either the agent itself or the reaper of a dead one).
/// </remarks>
static unsafe class ExecShim
{
    // As a shell says it.
    const int NotFound = 127;
    const int NotExecutable = 126;
    const int KilledWithParent = 128 + Libc.SIGKILL;

    public static bool Recognises(int argc, byte** argv) => argc >= 3 && CText.Is(argv[1], "_exec"u8);

    /// <summary>Returns only when the command can't be started, with the exit code for that.</summary>
    public static int Run(byte** argv)
    {
        var command = argv + 2;
        var parent = CText.Number(*command, int.MaxValue);
        if (parent != 0 && command[1] != null)
            command++;
        else
            parent = 0;

        _ = Libc.prctl(Libc.PR_SET_PDEATHSIG, Libc.SIGKILL, 0, 0, 0);
        if (parent != 0 && Libc.getppid() != parent)
            return KilledWithParent;

        _ = Libc.execvp(*command, command);
        var notFound = *Libc.__errno_location() == Libc.ENOENT;
        Say("cannot start "u8);
        Libc.write(2, *command, CText.Length(*command));
        Say(notFound ? ": no such command, or the interpreter that it names is missing\n"u8 : ": it is not executable, or not a program\n"u8);
        return notFound ? NotFound : NotExecutable;
    }

    static void Say(ReadOnlySpan<byte> text)
    {
        fixed (byte* bytes = text)
            Libc.write(2, bytes, text.Length);
    }
}
