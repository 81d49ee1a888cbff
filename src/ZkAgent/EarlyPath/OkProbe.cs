using System.Runtime.CompilerServices;

namespace ZkAgent.EarlyPath;

/// <summary><c>zkagent ok [PORT]</c>, <c>zkOk.sh</c> and <c>zookeeper-ready [PORT]</c>: ruok, answered imok.</summary>
internal static unsafe class OkProbe
{
    private const int DefaultPort = 2181;

    public static bool Recognises(int argc, byte** argv, byte** envp, out int port)
    {
        port = 0;
        if (argc < 1)
            return false;
        // Under another of the old names the same words may mean something else: zkServer.sh has verbs of its own.
        var name = CText.BaseName(argv[0]);
        if (CText.Is(name, "zkagent"u8) && argc >= 2 && CText.Is(argv[1], "ok"u8))
            port = PortToAsk(argc - 2, argv + 2, envp);
        else if (CText.Is(name, "zookeeper-ready"u8))
            port = PortToAsk(argc - 1, argv + 1, envp);
        else if (CText.Is(name, "zkOk.sh"u8) && argc == 1)
            port = PortToAsk(0, argv + 1, envp);
        return port != 0;
    }

    /// <summary>
    /// Only a clean imok counts. The end of the connection is not waited for: the word is all that ZooKeeper sends.
    /// </summary>
    // Not inlined, as is every method with a buffer on the stack: the compiler guards such a frame by a value that the runtime
    // changes when it starts, so that a guarded frame must not be open across __real_main.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool IsOk(int port)
    {
        const int Room = 8; // more than the word, to see what comes behind it
        var answer = stackalloc byte[Room + 1];
        var length = LoopbackExchange.Ask(port, "ruok"u8, answer, Room, enough: 4);
        return length == 4 && CText.StartsWith(answer, "imok"u8);
    }

    /// <summary>The port in the order of the settings' precedence: argument, variable, alias, default; 0 where it takes more than that to know.</summary>
    private static int PortToAsk(int arguments, byte** argument, byte** envp)
    {
        if (arguments > 0)
            return arguments == 1 ? CText.Port(*argument) : 0;
        if (IsSet(envp, "ZK_CFG_clientPort"u8) || IsSet(envp, "ZOO_CFG_EXTRA"u8))
            return 0;
        var value = CText.Variable(envp, "ZK_CLIENT_PORT"u8);
        if (value == null)
            value = CText.Variable(envp, "ZOO_PORT"u8);
        if (value != null)
            return CText.Port(value);
        // These can name the port too, below the variables and above the default.
        return IsSet(envp, "ZOO_PORT_NUMBER"u8) || IsSet(envp, "ZK_CONFIG_FILE"u8) || IsSet(envp, "ZK_SERVERS"u8) || IsSet(envp, "ZOO_SERVERS"u8)
            ? 0
            : DefaultPort;
    }

    private static bool IsSet(byte** envp, ReadOnlySpan<byte> name) => CText.Variable(envp, name) != null;
}
