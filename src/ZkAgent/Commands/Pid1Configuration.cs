using System.Text;
using ZkAgent.CommandLine;

namespace ZkAgent.Commands;

/// <summary>What the agent that is the container's PID 1 was told, for a command that <c>kubectl exec</c> starts beside it.</summary>
/// <remarks>
/// Such a command gets the variables of the pod's manifest only. Manifests of start-zookeeper give every setting as a flag, and some have a
/// script that exports variables: the command is to speak of the same ensemble all the same.
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
