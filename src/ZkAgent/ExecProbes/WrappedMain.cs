using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ZkAgent.Native;

namespace ZkAgent.ExecProbes;

/// <summary>The first code of the process: answers an exec probe before the runtime starts, else starts the ordinary Main.</summary>
/// <remarks>
/// To start the runtime takes three times as long as to ask ZooKeeper. The linker option <c>--wrap=main</c> makes the C library call
/// the method below; the runtime's main is <c>__real_main</c>. Under the JIT nothing calls it. Rules of this folder: no allocation,
/// no exception, no static field; memory is the stack; calls go to <see cref="EarlyLibC"/> and to span methods; only the usual answer
/// is given here, and everything else is left to the ordinary commands. The tests run it where no runtime can start.
/// </remarks>
internal static unsafe class WrappedMain
{
    /// <summary>For the variables of this process and of PID 1, then for the answer. What does not fit is left to the ordinary commands.</summary>
    private const int Room = 64 * 1024;

    [RuntimeExport("__wrap_main")]
    private static int Run(int argc, byte** argv, byte** envp) =>
        Answer(argc, argv) is var code and >= 0 ? code : EarlyLibC.__real_main(argc, argv, envp);

    /// <returns>The exit code; −1: the ordinary commands have to answer.</returns>
    // Not inlined: the compiler guards a frame that has a buffer by a value which the runtime changes at its start, so that such a
    // frame must not be open across __real_main.
    [MethodImpl(MethodImplOptions.NoInlining), SkipLocalsInit]
    private static int Answer(int argc, byte** argv)
    {
        var question = ProbeQuestion.Of(argc, argv, out var argument);
        if (question.IsEmpty) return -1;
        var buffer = stackalloc byte[Room];
        var port = argument == null ? PortFromSettings(question.SequenceEqual("ruok"u8), buffer) : PlainPort.Number(Text(argument));
        if (port == PlainPort.Unknown) return -1;
        var length = Loopback.Ask(port, question, buffer, Room);
        return length < 0 ? -1 : ProbeQuestion.Judge(question, new(buffer, length));
    }

    private static int PortFromSettings(bool ofClients, byte* buffer)
    {
        // The ordinary commands count what the container's agent was told, so it counts here.
        var besideAgent = EarlyLibC.IsProgramOfPid1();
        // Started by a container runtime (exec) next to another PID 1: the agent may be any process, which the ordinary commands look for.
        if (!besideAgent && EarlyLibC.getppid() == 0) return PlainPort.Unknown;
        var words = besideAgent ? EarlyLibC.Contents("/proc/1/cmdline"u8, buffer, Room) : 0;
        var length = words + EarlyLibC.Contents("/proc/self/environ"u8, buffer + words, Room - words);
        if (besideAgent) length += EarlyLibC.Contents("/proc/1/environ"u8, buffer + length, Room - length);
        return length < Room ? PlainPort.Find(ofClients, new(buffer + words, length - words), new(buffer, words)) : PlainPort.Unknown;
    }

    internal static ReadOnlySpan<byte> Text(byte* text) => MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text);
}
