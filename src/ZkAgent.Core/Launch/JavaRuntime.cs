namespace ZkAgent.Core.Launch;

/// <summary>A Java runtime that is installed in the image.</summary>
/// <param name="Path">The java command with every link resolved.</param>
/// <param name="Version">As the runtime's file <c>release</c> states it (21.0.8+9-Debian-1); "unknown" where that file is missing, as with many of Java 8.</param>
public sealed record JavaRuntime(string Path, string Version)
{
    public const string UnknownVersion = "unknown";

    private const string FullVersionKey = "JAVA_RUNTIME_VERSION=";
    private const string VersionKey = "JAVA_VERSION=";

    /// <summary>The version in the text of the file <c>release</c>, which is in the directory above <c>bin</c>. Null: no such file.</summary>
    public static string VersionIn(string? release)
    {
        var lines = release?.Split('\n', StringSplitOptions.TrimEntries) ?? [];
        var line = lines.FirstOrDefault(l => l.StartsWith(FullVersionKey, StringComparison.Ordinal)) ?? lines.FirstOrDefault(l => l.StartsWith(VersionKey, StringComparison.Ordinal));
        return line is null ? UnknownVersion : line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim('"');
    }

    public override string ToString() => $"Java {(Version == UnknownVersion ? "of unknown version" : Version)} ({Path})";
}
