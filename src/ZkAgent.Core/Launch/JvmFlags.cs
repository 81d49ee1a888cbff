using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Launch;

/// <summary>The JVM flags that the agent adds, each only where the user's own flags do not set that very thing.</summary>
public static class JvmFlags
{
    /// <summary>Our flags, in front of the user's.</summary>
    /// <param name="jvm">The heap.</param>
    /// <param name="configuration">The directory that holds the log configuration.</param>
    /// <param name="version">Decides between logback and log4j; unknown: both, the other one is ignored.</param>
    /// <param name="usersFlags">What the user has in SERVER_JVMFLAGS and JVMFLAGS.</param>
    public static IReadOnlyList<string> Ours(JvmSettings jvm, string configuration, ZooKeeperVersion? version, string usersFlags)
    {
        var users = usersFlags.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var flags = new List<string>();

        // -XX:MaxRAMPercentage is not among them: zkEnv.sh always gives an -Xmx, which beats it, with us or without.
        if (!Sets("-Xmx", "-XX:MaxHeapSize="))
        {
            if (!Sets("-Xms", "-XX:InitialHeapSize=")) flags.Add("-Xms" + jvm.Heap);
            flags.Add("-Xmx" + jvm.Heap);
        }
        // A user's -Xmx takes our -Xms with it: a JVM whose initial heap exceeds its maximum does not start.

        // Pods change their addresses. Java caches a name for 30 s and its absence for 10 s, which is longer than a restart takes.
        AddProperty("sun.net.inetaddr.ttl", "5");
        AddProperty("sun.net.inetaddr.negative.ttl", "0");

        // A server that lost a thread to OutOfMemoryError stays up and out of the game; the supervisor can mend a dead one.
        if (!Sets("-XX:+ExitOnOutOfMemoryError", "-XX:-ExitOnOutOfMemoryError", "-XX:+CrashOnOutOfMemoryError"))
            flags.Add("-XX:+ExitOnOutOfMemoryError");

        // zkServer.sh splits its flags at blanks, and a path cut in two would be read as the main class.
        if (!configuration.Any(char.IsWhiteSpace))
        {
            if (!(version < ZooKeeperVersion.FirstWithLogback)) AddProperty("logback.configurationFile", configuration + "/logback.xml");
            if (!(version >= ZooKeeperVersion.FirstWithLogback)) AddProperty("log4j.configuration", $"file:{configuration}/log4j.properties");
        }

        return flags;

        bool Sets(params ReadOnlySpan<string> beginnings)
        {
            foreach (var beginning in beginnings)
            {
                if (users.Any(flag => flag.StartsWith(beginning, StringComparison.Ordinal))) return true;
            }

            return false;
        }

        void AddProperty(string key, string value)
        {
            if (!users.Contains("-D" + key) && !Sets($"-D{key}=")) flags.Add($"-D{key}={value}");
        }
    }
}
