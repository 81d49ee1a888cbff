namespace ZkAgent.Core.Settings;

/// <summary>One option of the JVM and the variable that it stands in.</summary>
/// <param name="Text">The option as written: <c>-Xmx2g</c>.</param>
/// <param name="Variable">The variable that has it.</param>
public readonly record struct JvmOption(string Text, string Variable)
{
    /// <summary>As an origin in <c>explain</c>: <c>JVMFLAGS -Xmx2g</c>.</summary>
    public override string ToString() => $"{Variable} {Text}";
}

/// <summary>The options that the JVM gets from variables, in addition to those that the agent gives it.</summary>
/// <remarks>
/// Tried with OpenJDK 21: the command line beats JAVA_TOOL_OPTIONS and JDK_JAVA_OPTIONS, and _JAVA_OPTIONS beats the command line. On it zkServer.sh
/// puts JVMFLAGS after SERVER_JVMFLAGS, at whose beginning the agent's options stand. Of two options that contradict each other the later counts.
/// </remarks>
public sealed class JvmOptions
{
    private static readonly string[] Weaker = ["JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"];

    /// <summary>Confluent's image gives them to Java. ZooKeeper's script does not know them, so the agent puts them before SERVER_JVMFLAGS.</summary>
    public static readonly IReadOnlyList<string> OfConfluent = ["KAFKA_HEAP_OPTS", "KAFKA_OPTS"];

    private static readonly string[] Stronger = [.. OfConfluent, "SERVER_JVMFLAGS", "JVMFLAGS", "_JAVA_OPTIONS"];

    /// <summary>Every variable that options are read from.</summary>
    public static IReadOnlyList<string> Variables => [.. Weaker, .. Stronger];

    private JvmOptions(IReadOnlyList<JvmOption> before, IReadOnlyList<JvmOption> after) => (Before, After, All) = (before, after, [.. before, .. after]);

    /// <summary>Those that the agent's own options beat.</summary>
    public IReadOnlyList<JvmOption> Before { get; }

    /// <summary>Those that beat the agent's own options.</summary>
    public IReadOnlyList<JvmOption> After { get; }

    /// <summary>All of them, the strongest last.</summary>
    public IReadOnlyList<JvmOption> All { get; }

    /// <summary>All of them as one line, the strongest last.</summary>
    public string Text => string.Join(' ', All.Select(o => o.Text));

    /// <param name="environment">The environment that ZooKeeper's script is started with.</param>
    /// <param name="scripts">The user's scripts, already applied to that environment: an option is named by the file that sets its variable.</param>
    public static JvmOptions Of(IReadOnlyDictionary<string, string> environment, UserScripts? scripts = null)
    {
        return new(In(Weaker), In(Stronger));

        // The shell splits the flags at blanks and knows no quotes in them.
        List<JvmOption> In(string[] variables) => [.. variables.SelectMany(variable =>
            environment.GetValueOrDefault(variable, "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => new JvmOption(word, Origin(variable))))];

        string Origin(string variable) => scripts?.Origins.GetValueOrDefault(variable) is { } file ? $"{file} {variable}" : variable;
    }

    /// <summary>The last option that begins in one of these ways; null when there is none.</summary>
    public static JvmOption? Last(IReadOnlyList<JvmOption> options, params ReadOnlySpan<string> beginnings)
    {
        for (var i = options.Count - 1; i >= 0; i--)
            foreach (var beginning in beginnings)
                if (options[i].Text.StartsWith(beginning, StringComparison.Ordinal)) return options[i];
        return null;
    }
}
