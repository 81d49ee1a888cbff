namespace ZkAgent.Core.Launch;

/// <summary>Knows where ZooKeeper's scripts look for Java, so that its absence is told before the start.</summary>
public static class JavaSearch
{
    /// <summary>The paths to look at, in order: JAVA_HOME, PATH, and what Debian's zkEnv.sh has fixed.</summary>
    public static IReadOnlyList<string> Places(IReadOnlyDictionary<string, string> environment)
    {
        var places = new List<string>();
        if (environment.GetValueOrDefault("JAVA_HOME") is { Length: > 0 } home) places.Add(home.TrimEnd('/') + "/bin/java");
        places.AddRange(environment.GetValueOrDefault("PATH", "").Split(':').Where(directory => directory.StartsWith('/'))
            .Select(directory => directory.TrimEnd('/') + "/java"));
        places.Add("/usr/bin/java");
        return [.. places.Distinct()];
    }

    public static string Missing(IReadOnlyDictionary<string, string> environment) =>
        $"cannot find Java: no executable java in JAVA_HOME ({(environment.GetValueOrDefault("JAVA_HOME") is { Length: > 0 } home ? home : "not set")}), on PATH, or at /usr/bin/java; "
        + "use an image with a Java runtime, or set JAVA_HOME";
}
