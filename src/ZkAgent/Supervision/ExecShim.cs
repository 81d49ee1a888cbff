using System.Globalization;
using System.Runtime.InteropServices;
using ZkAgent.Core.Launch;

namespace ZkAgent.Supervision;

/// <summary>
/// The verb <c>_exec</c>: becomes another program that the kernel kills when the agent dies, even by SIGKILL.
/// posix_spawn cannot ask for that, so the agent spawns itself with this verb in front of the real command.
/// </summary>
internal static unsafe partial class ExecShim
{
    public const string Verb = "_exec";

    private const int SetParentDeathSignal = 1, SIGKILL = 9, SIGPIPE = 13, ENOENT = 2;

    /// <summary>The same plan, started through <paramref name="shim"/> by the process <paramref name="agent"/>.</summary>
    public static LaunchPlan Wrap(LaunchPlan plan, string shim, int agent) =>
        plan with { Arguments = [shim, Verb, agent.ToString(CultureInfo.InvariantCulture), .. plan.Arguments] };

    /// <summary>For a Main that has a managed command line: <paramref name="arguments"/> are those behind the verb.</summary>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        using var native = new NativeStrings(arguments.ToArray());
        return Run(native.Pointer);
    }

    /// <summary>
    /// Runs before the runtime is initialised as well: blittable calls, no allocation, no statics, no exceptions.
    /// Returns only when it failed, with a shell's code: 127 not found, 126 cannot be executed.
    /// </summary>
    /// <param name="argv">The agent's pid, the command as a path, its arguments, null.</param>
    public static int Run(byte** argv)
    {
        if (argv[0] == null || argv[1] == null) return 126;
        var agent = 0;
        for (var digit = argv[0]; *digit != 0; digit++) agent = agent * 10 + (*digit - '0');

        if (prctl(SetParentDeathSignal, SIGKILL) != 0) return 126;
        // The agent may have died before the line above: then nothing would ever kill us.
        if (getppid() != agent) kill(getpid(), SIGKILL);
        // The spawn reset it, but where the runtime started before us it ignores SIGPIPE, and execve keeps what is ignored.
        signal(SIGPIPE, 0);
        execv(argv[1], argv + 1);
        return *__errno_location() == ENOENT ? 127 : 126;
    }

    // Without a transition the runtime need not exist. execv, not execvp: a script without #! is refused in the same way as by posix_spawn.
    [LibraryImport("libc"), SuppressGCTransition]
    private static partial int prctl(int option, nuint argument);

    [LibraryImport("libc"), SuppressGCTransition]
    private static partial int getppid();

    [LibraryImport("libc"), SuppressGCTransition]
    private static partial int getpid();

    [LibraryImport("libc"), SuppressGCTransition]
    private static partial void kill(int pid, int signal);

    [LibraryImport("libc"), SuppressGCTransition]
    private static partial nint signal(int number, nint disposition);

    [LibraryImport("libc"), SuppressGCTransition]
    private static partial void execv(byte* path, byte** arguments);

    [LibraryImport("libc"), SuppressGCTransition]
    private static partial int* __errno_location();
}
