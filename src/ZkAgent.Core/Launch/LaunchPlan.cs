using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Launch;

/// <summary>What is executed to start ZooKeeper: a command line and the whole environment it gets.</summary>
/// <param name="Arguments">The command first, as an absolute path.</param>
/// <param name="Environment">Nothing is inherited beside it.</param>
public sealed record LaunchPlan(IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment)
{
    public string Command => Arguments[0];

    /// <summary>The plan for a ZooKeeper whose zoo.cfg is written.</summary>
    /// <param name="installation">What is started.</param>
    /// <param name="zooCfg">Absolute: zkServer.sh takes anything else for a name inside ZOOCFGDIR.</param>
    /// <param name="settings">Heap, log level, and where configuration and logs are.</param>
    /// <param name="environment">The agent's own environment.</param>
    public static LaunchPlan Create(
        ZooKeeperInstallation installation, string zooCfg, AgentSettings settings, IReadOnlyDictionary<string, string> environment)
    {
        var directories = settings.Directories;
        var ours = JvmFlags.Ours(settings.Jvm, directories.Configuration, settings.ZooKeeper.LogLevel, JvmOptions.Of(environment));

        var given = new Dictionary<string, string>(environment, StringComparer.Ordinal)
        {
            // The user's flags last: of two that contradict each other the JVM takes the later. zkServer.sh appends JVMFLAGS behind these.
            ["SERVER_JVMFLAGS"] = string.Join(' ', ours.Append(environment.GetValueOrDefault("SERVER_JVMFLAGS", "").Trim())).Trim(),
            ["ZOO_LOG_DIR"] = directories.Log,
            ["ZOOCFGDIR"] = directories.Configuration,
        };
        // With it bash stays as Java's parent, and bash forwards no signals.
        given.Remove("ZOO_NOEXEC");
        return new([installation.Command, "start-foreground", zooCfg], given);
    }
}
