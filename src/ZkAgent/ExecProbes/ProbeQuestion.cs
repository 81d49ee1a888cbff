using ZkAgent.Native;

namespace ZkAgent.ExecProbes;

/// <summary>What an exec probe sends, and what the answer means.</summary>
internal static unsafe class ProbeQuestion
{
    /// <param name="argc">The number of words.</param>
    /// <param name="argv">The words of the command line, as main gets them.</param>
    /// <param name="port">The port argument; null: none was given.</param>
    /// <returns>The bytes to send; empty where the words are not a probe.</returns>
    public static ReadOnlySpan<byte> Of(int argc, byte** argv, out byte* port)
    {
        port = null;
        if (argc < 1) return default;
        var program = WrappedMain.Text(argv[0]);
        program = program[(program.LastIndexOf((byte)'/') + 1)..];
        var isOldName = program.SequenceEqual("zkOk.sh"u8) || program.SequenceEqual("zookeeper-ready"u8) || program.SequenceEqual("healthcheck.sh"u8);
        var before = isOldName ? 1 : 2;
        if (argc < before || argc > before + 1 || (!isOldName && !program.SequenceEqual("zkagent"u8))) return default;
        if (isOldName || WrappedMain.Text(argv[1]).SequenceEqual("ok"u8))
        {
            port = argv[before]; // null after the last word
            return "ruok"u8;
        }
        if (argc != 3 || !WrappedMain.Text(argv[1]).SequenceEqual("probe"u8)) return default;
        var probe = WrappedMain.Text(argv[2]);
        // Version 1.0: the agent closes after the answer and does not send it in chunks.
        return probe.SequenceEqual("startup"u8) ? "GET /startupz HTTP/1.0\r\n\r\n"u8
            : probe.SequenceEqual("live"u8) ? "GET /livez HTTP/1.0\r\n\r\n"u8
            : probe.SequenceEqual("ready"u8) ? "GET /readyz HTTP/1.0\r\n\r\n"u8
            : default;
    }

    /// <summary>Prints the agent's sentence, if it is an answer of the agent.</summary>
    /// <returns>The exit code, 0 or 1; −1: not the usual answer.</returns>
    public static int Judge(ReadOnlySpan<byte> question, ReadOnlySpan<byte> answer)
    {
        if (question.SequenceEqual("ruok"u8)) return answer.SequenceEqual("imok"u8) ? 0 : -1;
        var yes = answer.StartsWith("HTTP/1.1 200 "u8);
        var head = answer.IndexOf("\r\n\r\n"u8);
        if ((!yes && !answer.StartsWith("HTTP/1.1 503 "u8)) || head < 0 || head + 4 == answer.Length) return -1;
        // The exit code is the answer, also where the reader of the sentence is gone.
        EarlyLibC.signal(EarlyLibC.SIGPIPE, EarlyLibC.SIG_IGN);
        fixed (byte* sentence = answer[(head + 4)..]) EarlyLibC.write(1, sentence, answer.Length - head - 4);
        return yes ? 0 : 1;
    }
}
