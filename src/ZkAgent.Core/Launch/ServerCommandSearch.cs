namespace ZkAgent.Core.Launch;

/// <summary>What was found at a path where zkServer.sh may be.</summary>
public enum CandidateState
{
    Missing,
    NotExecutable,

    /// <summary>A link to, or a copy of, zkagent: our image has one named zkServer.sh first on PATH, for old manifests.</summary>
    Ourselves,
    Usable,
}

/// <summary>A path where zkServer.sh may be, and what is there.</summary>
/// <param name="Path">As searched for.</param>
/// <param name="RealPath">Where its links end. The script finds its zkEnv.sh next to the path that it is started by, and a link has none next to it.</param>
/// <param name="State">What is there.</param>
public sealed record ServerCommandCandidate(string Path, string RealPath, CandidateState State);

/// <summary>The command to start, or the sentence that says why there is none.</summary>
public sealed record ServerCommandChoice(string? Command, string? Problem);

/// <summary>Decides which zkServer.sh is the real one.</summary>
public static class ServerCommandSearch
{
    /// <summary>The paths to look at, in order.</summary>
    /// <param name="environment">The process environment: ZOOKEEPER_HOME and PATH.</param>
    /// <param name="unpackedTarballs">Directories of the shape /apache-zookeeper-*-bin, where the official image has it.</param>
    public static IReadOnlyList<string> Places(IReadOnlyDictionary<string, string> environment, IEnumerable<string> unpackedTarballs)
    {
        var bins = new List<string>();
        if (environment.GetValueOrDefault("ZOOKEEPER_HOME") is { Length: > 0 } home) bins.Add(home.TrimEnd('/') + "/bin");
        bins.Add("/opt/zookeeper/bin");
        bins.Add("/usr/share/zookeeper/bin");
        bins.AddRange(unpackedTarballs.Order(StringComparer.Ordinal).Select(directory => directory + "/bin"));
        bins.AddRange(environment.GetValueOrDefault("PATH", "").Split(':').Where(directory => directory.StartsWith('/')));
        return [.. bins.Select(bin => $"{bin.TrimEnd('/')}/{ZooKeeperInstallation.ScriptName}").Distinct()];
    }

    /// <summary>Chooses among what was found at <see cref="Places"/>.</summary>
    public static ServerCommandChoice Choose(IReadOnlyList<ServerCommandCandidate> candidates)
    {
        if (candidates.FirstOrDefault(c => c.State == CandidateState.Usable) is { } usable) return new(usable.RealPath, null);
        if (candidates.FirstOrDefault(c => c.State == CandidateState.NotExecutable) is { } idle) return new(null, NotExecutable(idle.Path));

        var ourselves = candidates.Where(c => c.State == CandidateState.Ourselves).Select(c => c.Path).ToList();
        var besides = ourselves.Count == 0 ? "" : $" ({string.Join(" and ", ourselves)} {(ourselves.Count == 1 ? "is" : "are")} zkagent itself)";
        return new(null, $"cannot find ZooKeeper's zkServer.sh: it is in none of {string.Join(", ", candidates.Select(c => Directory(c.Path)))}{besides}; "
            + "set ZOOKEEPER_HOME to where ZooKeeper is installed, or ZK_SERVER_COMMAND to the script");
    }

    /// <summary>Takes or refuses the one command that ZK_SERVER_COMMAND names. It is started as given: its name may matter to it.</summary>
    public static ServerCommandChoice Check(ServerCommandCandidate asked) => asked.State switch
    {
        CandidateState.Usable => new(asked.Path, null),
        CandidateState.Missing => new(null, $"cannot find ZK_SERVER_COMMAND {asked.Path}: no such file; give the absolute path of the real zkServer.sh, or unset it to have it found"),
        CandidateState.Ourselves => new(null, $"cannot start ZK_SERVER_COMMAND {asked.Path}: it is zkagent itself, which would start itself without end; give the real script's path, or unset it"),
        _ => new(null, NotExecutable(asked.Path)),
    };

    private static string NotExecutable(string path) =>
        $"cannot start {path}: it is not executable for this user; chmod a+x it in the image, or set ZK_SERVER_COMMAND to one that is";

    private static string Directory(string path) => path[..Math.Max(1, path.LastIndexOf('/'))];
}
