using System.Runtime.CompilerServices;

namespace ZkAgent.EarlyPath;

/// <summary><c>zkagent probe startup|live|ready</c>: asks the running agent over HTTP and says its sentence.</summary>
internal static unsafe class AgentProbe
{
    public const int Yes = 0;
    public const int No = 1;

    /// <summary>Not the agent's usual answer: nobody there, another status, no sentence, or too much of it.</summary>
    public const int Unclear = -1;

    private const int DefaultPort = 9141;

    /// <summary>A head of a few lines and one sentence; an answer that fills it is not one of ours.</summary>
    private const int Room = 4096;

    public static bool Recognises(int argc, byte** argv, byte** envp, out Question question, out int port)
    {
        question = default;
        port = 0;
        if (argc != 3 || !CText.Is(CText.BaseName(argv[0]), "zkagent"u8) || !CText.Is(argv[1], "probe"u8))
            return false;
        if (CText.Is(argv[2], "startup"u8))
            question = Question.Startup;
        else if (CText.Is(argv[2], "live"u8))
            question = Question.Live;
        else if (CText.Is(argv[2], "ready"u8))
            question = Question.Ready;
        else
            return false;
        var value = CText.Variable(envp, "ZK_AGENT_PORT"u8);
        port = value == null ? DefaultPort : CText.Port(value);
        return port != 0;
    }

    /// <summary>Yes or No with the sentence printed, or Unclear with nothing printed.</summary>
    [MethodImpl(MethodImplOptions.NoInlining), SkipLocalsInit]
    public static int Ask(int port, Question question)
    {
        var answer = stackalloc byte[Room + 1];
        // Version 1.0, so that the agent closes when it has said all and does not send it in chunks.
        var length = LoopbackExchange.Ask(port, question switch
        {
            Question.Startup => "GET /startupz HTTP/1.0\r\n\r\n"u8,
            Question.Live => "GET /livez HTTP/1.0\r\n\r\n"u8,
            _ => "GET /readyz HTTP/1.0\r\n\r\n"u8,
        }, answer, Room, enough: Room);
        if (length is <= 0 or Room)
            return Unclear;
        answer[length] = 0;

        var verdict = Verdict(answer);
        var sentence = Body(answer);
        // A head without a sentence is an answer that broke off, or somebody else's.
        if (verdict == Unclear || sentence == null || *sentence == 0)
            return Unclear;
        if (answer[length - 1] != '\n')
            answer[length++] = (byte)'\n';
        Print(sentence, answer + length);
        return verdict;
    }

    private static int Verdict(byte* answer)
    {
        if (!CText.StartsWith(answer, "HTTP/1.0 "u8) && !CText.StartsWith(answer, "HTTP/1.1 "u8))
            return Unclear;
        var status = answer + "HTTP/1.x "u8.Length;
        if (CText.StartsWith(status, "200 "u8))
            return Yes;
        return CText.StartsWith(status, "503 "u8) ? No : Unclear;
    }

    /// <summary>What follows the empty line; null where there is none.</summary>
    private static byte* Body(byte* answer)
    {
        for (; *answer != 0; answer++)
            if (CText.StartsWith(answer, "\r\n\r\n"u8))
                return answer + 4;
        return null;
    }

    private static void Print(byte* text, byte* end)
    {
        // The exit code is the answer. A reader that went away must not turn it into "killed by SIGPIPE".
        Libc.signal(Libc.SIGPIPE, Libc.SIG_IGN);
        while (text < end)
        {
            var written = Libc.write(1, text, (nint)(end - text));
            if (written <= 0)
                return;
            text += written;
        }
    }

    public enum Question
    {
        Startup,
        Live,
        Ready,
    }
}
