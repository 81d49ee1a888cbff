namespace ZkAgent.Core.Launch;

/// <summary>A JVM flag and the variable that holds it.</summary>
public readonly record struct UserFlag(string Variable, string Flag);

/// <summary>The JVM flags that the user gives by variables: those that zkServer.sh passes on, and those that the JVM reads itself.</summary>
public static class UserFlags
{
    public static readonly IReadOnlyList<string> Variables = ["SERVER_JVMFLAGS", "JVMFLAGS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"];

    /// <summary>Every flag, split at blanks as the script does.</summary>
    public static IEnumerable<UserFlag> Of(IReadOnlyDictionary<string, string> environment) => Variables.SelectMany(variable =>
        environment.GetValueOrDefault(variable, "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(flag => new UserFlag(variable, flag)));

    /// <summary>The first flag with one of these beginnings; null where there is none.</summary>
    public static UserFlag? First(IReadOnlyDictionary<string, string> environment, params IEnumerable<string> beginnings)
    {
        foreach (var flag in Of(environment))
            if (beginnings.Any(beginning => flag.Flag.StartsWith(beginning, StringComparison.Ordinal))) return flag;
        return null;
    }
}
