using ZkAgent.Core.Rendering;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Launch;

/// <summary>The JVM flags that the agent adds, each only where the user's own flags do not set that very thing.</summary>
public static class JvmFlags
{
    /// <summary>Our flags, in front of the user's.</summary>
    /// <param name="jvm">The heap.</param>
    /// <param name="places">Where the files are.</param>
    /// <param name="logLevel">ZooKeeper's log level.</param>
    /// <param name="users">What the user gives the JVM.</param>
    public static IReadOnlyList<string> Ours(JvmSettings jvm, ConfigurationPlaces places, string logLevel, JvmOptions users)
    {
        var flags = new List<string>();

        // zkEnv.sh always gives an -Xmx, which beats -XX:MaxRAMPercentage and what stands before the command line: the heap has followed them already.
        if (JvmOptions.Last(users.After, "-Xmx", "-XX:MaxHeapSize=") is null)
        {
            if (!Sets("-Xms", "-XX:InitialHeapSize=")) flags.Add("-Xms" + jvm.Heap);
            flags.Add("-Xmx" + jvm.Heap);
        }
        // A user's -Xmx takes our -Xms with it: a JVM whose initial heap exceeds its maximum does not start.

        // Pods change their addresses. Java caches an address for 30 s, which is longer than a restart takes.
        AddProperty("sun.net.inetaddr.ttl", "1");

        // A server that lost a thread to OutOfMemoryError stays up and does not serve; the supervisor can restart one that ended.
        if (!Sets("-XX:+ExitOnOutOfMemoryError", "-XX:-ExitOnOutOfMemoryError", "-XX:+CrashOnOutOfMemoryError"))
            flags.Add("-XX:+ExitOnOutOfMemoryError");

        // Java caches for 10 s that a name has no address; no property of the command line changes that.
        AddFile("java.security.properties", places.JavaSecurity);
        AddFile("logback.configurationFile", places.Logback);
        AddFile("log4j.configuration", places.Log4J, "file:");
        // Which library is there is the packager's choice, not the release's (Apache's 3.8.5 has slf4j-simple, Debian's 3.9.6 reload4j):
        // each reads its own property and no other's.
        AddProperty("org.slf4j.simpleLogger.defaultLogLevel", logLevel.ToLowerInvariant());

        return flags;

        bool Sets(params ReadOnlySpan<string> beginnings) => JvmOptions.Last(users.All, beginnings) is not null;

        // zkServer.sh splits its flags at blanks, and a path cut in two would be read as the main class.
        void AddFile(string key, string path, string scheme = "")
        {
            if (!path.Any(char.IsWhiteSpace)) AddProperty(key, scheme + path);
        }

        void AddProperty(string key, string value)
        {
            if (users.All.All(o => o.Text != "-D" + key) && !Sets($"-D{key}=")) flags.Add($"-D{key}={value}");
        }
    }
}
