namespace ZkAgent.ExecProbes;

/// <summary>The port that a probe asks, if the settings are simple enough to read here.</summary>
/// <remarks>
/// There is no precedence here: a setting's own variable, which only a flag beats, or the default where nothing else is set that the
/// resolver would read. In every other case the resolver decides. A test compares both over all names that the catalogue has.
/// </remarks>
internal static class PlainPort
{
    public const int Unknown = 0;

    /// <param name="ofClients">True: ZooKeeper's client port; false: the agent's.</param>
    /// <param name="variables">Variables of this process, then those of the container's agent, each with a null byte at its end.</param>
    /// <param name="agentWords">The command line of the container's agent in the same form; empty: PID 1 is another program.</param>
    public static int Find(bool ofClients, ReadOnlySpan<byte> variables, ReadOnlySpan<byte> agentWords)
    {
        var arguments = agentWords[(agentWords.IndexOf((byte)0) + 1)..];
        if (!arguments.IsEmpty && !arguments.SequenceEqual("run\0"u8) && !arguments.SequenceEqual("start-foreground\0"u8)
            && !arguments.SequenceEqual("/run.sh\0"u8) && !arguments.SequenceEqual("/opt/bitnami/scripts/zookeeper/run.sh\0"u8)
            && !arguments.SequenceEqual("zkServer.sh\0start-foreground\0"u8)) return Unknown;
        var name = ofClients ? "ZK_CLIENT_PORT="u8 : "ZK_AGENT_PORT="u8;
        var byDefault = ofClients ? 2181 : 9141;
        while (variables.IndexOf((byte)0) is var end and >= 0)
        {
            var variable = variables[..end];
            if (variable.StartsWith(name)) return Number(variable[name.Length..]);
            // Aliases, the file, and whatever names zoo.cfg's key: a variable of that key, more keys in a variable, an option of the JVM.
            if (ofClients && (variable.StartsWith("ZOO_PORT"u8) || variable.StartsWith("ZK_CONFIG_FILE="u8) || variable.IndexOf("clientPort"u8) >= 0))
                byDefault = Unknown;
            variables = variables[(end + 1)..];
        }
        return byDefault;
    }

    /// <summary>A port in plain digits; <see cref="Unknown"/> for everything else.</summary>
    public static int Number(ReadOnlySpan<byte> text)
    {
        var number = 0;
        foreach (var digit in text)
            if (digit is < (byte)'0' or > (byte)'9' || (number = (number * 10) + digit - '0') > ushort.MaxValue) return Unknown;
        return number;
    }
}
