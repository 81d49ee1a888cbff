namespace ZkAgent.Core.Settings;

/// <summary>The scripts of the user in the configuration directory that ZooKeeper's scripts execute, and the variables that they set.</summary>
/// <param name="Variables">What they set, in the order in which zkEnv.sh sources them; empty where one of them is not read.</param>
/// <param name="Origins">The file that sets each of these variables.</param>
/// <param name="Unread">Why they are not read: a sentence that names the file; null where they are.</param>
public sealed record UserScripts(IReadOnlyDictionary<string, string> Variables, IReadOnlyDictionary<string, string> Origins, string? Unread)
{
    /// <summary>In the order of zkEnv.sh.</summary>
    public static readonly IReadOnlyList<string> Names = ["zookeeper-env.sh", "java.env"];

    /// <summary>Variables that count as settings where a script sets them: zkServer.sh reads them after it has sourced the script.</summary>
    private static readonly string[] Settings = ["ZK_SERVER_HEAP", "ZOO_LOG_DIR"];

    public static readonly UserScripts None = new(new Dictionary<string, string>(), new Dictionary<string, string>(), null);

    /// <param name="files">Those that exist and that the agent did not write, in the order of <see cref="Names"/>.</param>
    /// <param name="environment">The process environment.</param>
    public static UserScripts Read(IReadOnlyList<FileText> files, IReadOnlyDictionary<string, string> environment)
    {
        var all = environment.ToDictionary(StringComparer.Ordinal);
        var (set, origins) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var file in files)
        {
            if (file.Text is null) return None with { Unread = $"{file.Path} cannot be read ({file.Failure}): what it changes is not known here." };
            var line = ShellAssignments.Apply(file.Text, all);
            if (line > 0) return None with { Unread = $"{file.Path} may change the heap and every other option of the JVM: it is not read here, because line {line} does more than set a variable." };
            foreach (var (name, value) in all)
                if (environment.GetValueOrDefault(name) != value && set.GetValueOrDefault(name) != value) (set[name], origins[name]) = (value, file.Path);
        }
        return new(set, origins, null);
    }

    /// <summary>The environment after the scripts.</summary>
    public IReadOnlyDictionary<string, string> Over(IReadOnlyDictionary<string, string> environment)
    {
        if (Variables.Count == 0) return environment;
        var all = environment.ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in Variables) all[name] = value;
        return all;
    }

    /// <summary>A setting that a script sets; null where none does.</summary>
    public string? Setting(string name) => Settings.Contains(name) ? Variables.GetValueOrDefault(name) : null;
}
