using System.Text;
using ZkAgent.CommandLine;

namespace ZkAgent.Commands;

/// <summary>The command line and environment of the agent that is the container's PID 1, for a command that <c>kubectl exec</c> starts in the same container.</summary>
/// <remarks>
/// Such a command gets only the variables of the pod's manifest. Manifests of start-zookeeper pass every setting as a flag, and some have a
/// script that exports variables. With this the command uses the same ensemble as the agent.
/// </remarks>
/// <param name="Invocation">Its command line.</param>
/// <param name="Variables">Its environment.</param>
internal sealed record Pid1Configuration(Invocation Invocation, IReadOnlyDictionary<string, string> Variables)
{
    /// <returns>Null where PID 1 is something else, this process itself, or another user's.</returns>
    public static Pid1Configuration? Find() => Environment.ProcessId == 1 || Environment.ProcessPath is not { } program ? null : Find("/proc/1", program);

    /// <param name="process">The process' directory in /proc.</param>
    /// <param name="program">The agent's own binary.</param>
    public static Pid1Configuration? Find(string process, string program)
    {
        try
        {
            if (new FileInfo($"{process}/exe").LinkTarget != program) return null;
            if (Texts($"{process}/cmdline") is not [var name, .. var arguments]) return null;
            var invocation = Invocation.Parse(ScriptNames.Translate(name, arguments), ScriptNames.Fallbacks(name));
            return invocation is { Verb: "run", Problem: null } ? new(invocation, Pairs(Texts($"{process}/environ"))) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { return null; }
    }

    private static string[] Texts(string file) => Encoding.UTF8.GetString(File.ReadAllBytes(file)) is { Length: > 0 } text
        ? text.TrimEnd('\0').Split('\0')
        : [];

    private static Dictionary<string, string> Pairs(IEnumerable<string> texts)
    {
        var variables = new Dictionary<string, string>();
        foreach (var text in texts)
            if (text.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals) variables[text[..equals]] = text[(equals + 1)..];
        return variables;
    }
}
