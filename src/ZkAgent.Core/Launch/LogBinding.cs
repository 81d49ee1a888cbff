namespace ZkAgent.Core.Launch;

/// <summary>Finds a log library that does not fit the slf4j on the class path: ZooKeeper then logs nothing, and slf4j says so in one line only.</summary>
/// <remarks>
/// slf4j 1.7 looks for the class StaticLoggerBinder, slf4j 2 for a service provider, and neither finds the other's (https://www.slf4j.org/codes.html).
/// logback 1.2 and earlier has the class, 1.3 and later the provider. The other bindings have slf4j's own version; log4j 2 has one jar for each.
/// </remarks>
public static class LogBinding
{
    private const string Api = "slf4j-api-", Logback = "logback-classic-";

    private static readonly string[] s_sameVersion = ["slf4j-reload4j-", "slf4j-log4j12-", "slf4j-simple-", "slf4j-jdk14-", "slf4j-nop-"];

    /// <param name="jars">File names of the jars on the class path, their versions included.</param>
    /// <returns>One sentence; null where a library fits, or where there is no slf4j with a version.</returns>
    public static string? Problem(IEnumerable<string> jars)
    {
        string[] names = [.. jars.Distinct().Order(StringComparer.Ordinal)];
        string[] apis = [.. names.Where(n => Major(n, Api) is not null)];
        (string Name, int Needs)[] bindings = [.. names.Select(n => (Name: n, Needs: Needs(n))).Where(b => b.Needs is not null).Select(b => (b.Name, b.Needs!.Value))];
        // Which of two versions counts depends on the order of the class path.
        if (apis is not [var api] || bindings.Length == 0) return null;
        var major = Major(api, Api)!.Value >= 2 ? 2 : 1;
        if (bindings.Any(b => b.Needs == major)) return null;
        var (name, _) = bindings[0];
        return $"ZooKeeper will log nothing: {name} does not fit {api}; put {(major == 2 ? "a log library for slf4j 2 (logback 1.3 or later)" : "a log library for slf4j 1.7 (logback 1.2, slf4j-reload4j-1.7)")} into the image, or the other slf4j";
    }

    private static int? Needs(string jar)
    {
        if (jar.StartsWith(Logback, StringComparison.Ordinal)) return ZooKeeperVersion.Parse(Rest(jar, Logback)) is { } version ? version.Major > 1 || version.Minor >= 3 ? 2 : 1 : null;
        if (jar.StartsWith("log4j-slf4j2-impl-", StringComparison.Ordinal)) return 2;
        if (jar.StartsWith("log4j-slf4j-impl-", StringComparison.Ordinal)) return 1;
        return s_sameVersion.FirstOrDefault(prefix => jar.StartsWith(prefix, StringComparison.Ordinal)) is { } found && Major(jar, found) is { } major ? major >= 2 ? 2 : 1 : null;
    }

    private static int? Major(string jar, string prefix) => jar.StartsWith(prefix, StringComparison.Ordinal) ? ZooKeeperVersion.Parse(Rest(jar, prefix))?.Major : null;

    private static string Rest(string jar, string prefix) => jar.EndsWith(".jar", StringComparison.Ordinal) ? jar[prefix.Length..^4] : "";
}
