using System.Globalization;
using System.Text;
using ZkAgent.CommandLine;

namespace ZkAgent.Commands;

/// <summary>The command line and environment of the container's agent, for a command that <c>kubectl exec</c> starts in the same container.</summary>
/// <remarks>
/// Such a command gets only the variables of the pod's manifest. Manifests of start-zookeeper pass every setting as a flag, and some have a
/// script that exports variables. With this the command uses the same ensemble as the agent. The agent is PID 1, but for
/// shareProcessNamespace, <c>docker run --init</c> and tini.
/// </remarks>
/// <param name="Invocation">Its command line.</param>
/// <param name="Variables">Its environment.</param>
internal sealed record RunningAgent(Invocation Invocation, IReadOnlyDictionary<string, string> Variables)
{
    /// <returns>Null where this process is the agent, where there is none, and where it is another user's.</returns>
    public static RunningAgent? Find() => Environment.ProcessPath is { } program ? Find("/proc", Environment.ProcessId, program) : null;

    /// <param name="processes">/proc but in tests.</param>
    /// <param name="self">This process.</param>
    /// <param name="program">The agent's own binary.</param>
    public static RunningAgent? Find(string processes, int self, string program)
    {
        if (self == 1) return null;
        if (Read($"{processes}/1", program) is { } first) return first;
        // Outside of a container other agents are other members: only a process that came in from outside looks for one next to it.
        if (!CameFromOutside(processes, self)) return null;
        var ours = LinkTarget($"{processes}/{self}/ns/mnt");
        return ours is null ? null : Numbers(processes).Where(pid => pid > 1 && pid != self && LinkTarget($"{processes}/{pid}/ns/mnt") == ours)
            .Select(pid => Read($"{processes}/{pid}", program)).FirstOrDefault(agent => agent is not null);
    }

    /// <summary>True for a process whose first ancestor in this PID namespace is not PID 1: a container runtime started that one (exec).</summary>
    private static bool CameFromOutside(string processes, int pid)
    {
        while (pid > 1)
        {
            if (ParentOf($"{processes}/{pid}/stat") is not { } parent) return false;
            if (parent == 0) return true;
            pid = parent;
        }
        return false;
    }

    /// <summary>The second number behind the command, which is in parentheses and may have any character in it; null where there is none (proc_pid_stat(5)).</summary>
    private static int? ParentOf(string stat)
    {
        try
        {
            var text = File.ReadAllText(stat);
            return text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var parent, ..]
                && int.TryParse(parent, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { return null; }
    }

    private static IEnumerable<int> Numbers(string processes) => Directory.EnumerateDirectories(processes)
        .Select(directory => int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0).Where(pid => pid > 0).Order();

    private static string? LinkTarget(string link)
    {
        try { return new FileInfo(link).LinkTarget; }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { return null; }
    }

    /// <param name="process">The process' directory in /proc.</param>
    private static RunningAgent? Read(string process, string program)
    {
        try
        {
            if (new FileInfo($"{process}/exe").LinkTarget != program) return null;
            if (Texts($"{process}/cmdline") is not [var path, .. var words]) return null;
            var (name, arguments) = ScriptNames.Called(path, words);
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
