using System.Runtime;

namespace ZkAgent.EarlyPath;

/// <summary>The process's first C#: answers an exec probe before the runtime starts, hands everything else to the ordinary Main.</summary>
/// <remarks>
/// <para>
/// Why: starting the runtime takes longer than asking ZooKeeper, so that a probe through the ordinary Main is no faster than
/// bash and nc. The linker is told <c>--wrap=main</c>: what the C library calls main is the method below, and the runtime's own
/// main is <c>__real_main</c>. Under the JIT nothing calls it, and the ordinary Main answers the probes, only slower.
/// </para>
/// <para>The rules of this folder, since there is no runtime to help (the tests run it where none can start):</para>
/// <list type="number">
/// <item>no allocation, no exception, no string, no static constructor; memory is the stack and what the kernel gave us;</item>
/// <item>words are u8 literals, which are plain read-only data (the tests pass with IlcDehydrate on and off), and are compared by
/// their length, so that data not yet there would be a word not recognised, hence the ordinary way;</item>
/// <item>only <see cref="Libc"/> is called, and its imports neither marshal nor tell the garbage collector;</item>
/// <item>only the one usual answer is given here; whatever is unusual falls through, and the ordinary Main tells the story;</item>
/// <item>a method with a buffer on the stack is never inlined: see <see cref="OkProbe"/>.</item>
/// </list>
/// </remarks>
internal static unsafe class WrappedMain
{
    /// <summary>How long the early path had asked in vain before it fell through: the ordinary Main takes it off its own deadline.</summary>
    public static TimeSpan Spent => TimeSpan.FromMilliseconds(spentMilliseconds);

    private static int spentMilliseconds;

    [RuntimeExport("__wrap_main")]
    private static int Run(int argc, byte** argv, byte** envp)
    {
        var started = Clock.Milliseconds();
        if (OkProbe.Recognises(argc, argv, envp, out var port) && OkProbe.IsOk(port))
            return 0;
        if (AgentProbe.Recognises(argc, argv, envp, out var question, out port)
            && AgentProbe.Ask(port, question) is var verdict and not AgentProbe.Unclear)
            return verdict;
        spentMilliseconds = (int)(Clock.Milliseconds() - started);

        // A parent may have left SIGCHLD ignored. The runtime keeps it so, the kernel then drops the children's exit statuses,
        // and a supervisor would wait for ever.
        Libc.signal(Libc.SIGCHLD, Libc.SIG_DFL);

        if (ExecShim.Recognises(argc, argv))
            return ExecShim.Run(argv);

        return Libc.__real_main(argc, argv, envp);
    }
}
