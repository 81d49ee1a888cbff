namespace ZkAgent.Core.Launch;

/// <summary>The class archive of the image: classes that the JVM maps from a file instead of loading them from jars (class data sharing, JEP 350).</summary>
/// <remarks>
/// The JVM checks that the archive fits: the same build of Java, the same jars in the same order. Where it does not, the JVM starts
/// without it. What the JVM can't judge is recorded next to it: a Java older than 11 refuses to start with the flag.
/// </remarks>
/// <param name="Script">The zkServer.sh whose class path the archive was made with.</param>
/// <param name="Java">The runtime that it was made with.</param>
public sealed record ClassArchive(string Script, JavaRuntime Java)
{
    /// <summary>Where <c>zkagent archive-classes</c> writes.</summary>
    public const string Directory = "/usr/local/lib/zkagent";

    public const string File = Directory + "/classes.jsa";

    /// <summary>Written last: without it there is no archive.</summary>
    public const string RecordFile = Directory + "/classes.properties";

    /// <summary>On the class path in place of the configuration directory: the JVM uses no archive where a directory on the class path has files.</summary>
    public const string EmptyDirectory = Directory + "/empty";

    private const string ScriptKey = "script=";
    private const string JavaKey = "java=";
    private const string VersionKey = "java.version=";

    /// <summary>The text of <see cref="RecordFile"/>.</summary>
    public string Format() => $"{ScriptKey}{Script}\n{JavaKey}{Java.Path}\n{VersionKey}{Java.Version}\n";

    /// <summary>Reads what <see cref="Format"/> wrote; null where the text is something else.</summary>
    public static ClassArchive? Parse(string text)
    {
        var lines = text.Split('\n');
        return (Value(ScriptKey), Value(JavaKey), Value(VersionKey)) is ({ } script, { } java, { } version) ? new(script, new(java, version)) : null;

        string? Value(string key) => lines.FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?[key.Length..];
    }
}
