using ZkAgent.Core.Families;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Launch;

/// <summary>What is executed to start ZooKeeper: a command line and the whole environment it gets.</summary>
/// <param name="Arguments">The command first, as an absolute path.</param>
/// <param name="Environment">Nothing else is inherited.</param>
public sealed record LaunchPlan(IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>A sentence for each decision about the start: the JMX agent, the class archive.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    public string Command => Arguments[0];

    /// <summary>The plan for a ZooKeeper whose zoo.cfg is written.</summary>
    /// <param name="installation">What is started.</param>
    /// <param name="places">Where the files are. Absolute: zkServer.sh takes anything else for a name inside ZOOCFGDIR.</param>
    /// <param name="settings">Heap, log level, and where configuration and logs are.</param>
    /// <param name="environment">The agent's own environment.</param>
    /// <param name="facts">What is on the disk.</param>
    /// <param name="superUser">Flags of the JVM that make the agent's super user; null: it has none.</param>
    public static LaunchPlan Create(
        ZooKeeperInstallation installation, ConfigurationPlaces places, AgentSettings settings, IReadOnlyDictionary<string, string> environment, LaunchFacts facts,
        IReadOnlyList<string>? superUser = null)
    {
        // What the user's scripts set is set here, so that they cannot replace the agent's flags. A command of the user's own may read them itself.
        var scripts = settings.Supervision.ServerCommand is null ? facts.Scripts : UserScripts.None;
        environment = scripts.Over(environment);
        var noJmx = JmxAgent.Disable(settings, environment, facts);
        var archive = ClassArchiveUse.Decide(installation, settings, environment, facts);
        var plan = Create(installation, places, settings, environment, noJmx.Taken, archive.Taken ? "-XX:SharedArchiveFile=" + ClassArchive.File : null, withoutScripts: scripts.Variables.Count > 0, superUser ?? []);
        return plan with { Reasons = [noJmx.Reason, archive.Reason, .. Sentences(facts.Scripts)] };
    }

    /// <summary>The plan for the run that makes the class archive: the same start, with the classes written to a file at its end.</summary>
    public static LaunchPlan ToMakeClassArchive(
        ZooKeeperInstallation installation, ConfigurationPlaces places, AgentSettings settings, IReadOnlyDictionary<string, string> environment)
    {
        // A start with CLASSPATH uses no archive. Flags of the image's may write files as root, or load a Java agent, with which Java writes no archive.
        var clean = environment.Where(variable => variable.Key != "CLASSPATH" && !JvmOptions.Variables.Contains(variable.Key)).ToDictionary(StringComparer.Ordinal);
        return Create(installation, places, settings, clean, withoutJmx: true, "-XX:ArchiveClassesAtExit=" + ClassArchive.File, withoutScripts: false, []);
    }

    private static IEnumerable<string> Sentences(UserScripts scripts) => scripts.Unread is { } unread
        ? [unread]
        : scripts.Origins.GroupBy(o => o.Value, o => o.Key).Select(file => $"{file.Key} was not written by zkagent: it sets {string.Join(", ", file.Order(StringComparer.Ordinal))}, which count as variables of the container.");

    /// <param name="archiveFlag">Null: no class archive.</param>
    /// <param name="withoutScripts">True where the user's scripts were applied already: sourced again, they would replace the agent's flags.</param>
    private static LaunchPlan Create(
        ZooKeeperInstallation installation, ConfigurationPlaces places, AgentSettings settings, IReadOnlyDictionary<string, string> environment, bool withoutJmx, string? archiveFlag, bool withoutScripts,
        IReadOnlyList<string> superUser)
    {
        var directories = settings.Directories;
        IReadOnlyList<string> ours = [.. JvmFlags.Ours(settings.Jvm, places, settings.ZooKeeper.LogLevel, JvmOptions.Of(environment)), .. LoginConfiguration.Flags(settings), .. superUser];
        IEnumerable<string> flags = archiveFlag is null ? ours : [.. ours, archiveFlag];

        // Every process of the same user can read them there.
        var given = new Dictionary<string, string>(environment.Where(variable => !FamilyNames.IsSecret(variable.Key)), StringComparer.Ordinal)
        {
            // The user's flags last: of two that contradict each other the JVM takes the later. zkServer.sh appends JVMFLAGS behind these.
            ["SERVER_JVMFLAGS"] = string.Join(' ', flags.Concat(JvmOptions.OfConfluent.Append("SERVER_JVMFLAGS").Select(name => environment.GetValueOrDefault(name, "").Trim()).Where(text => text.Length > 0))),
            ["ZOO_LOG_DIR"] = directories.Log,
            // The script puts it on the class path, and it takes zoo.cfg from its own argument.
            ["ZOOCFGDIR"] = archiveFlag is null && !withoutScripts ? directories.Configuration : ClassArchive.EmptyDirectory,
        };
        if (withoutScripts && archiveFlag is null)
            given["CLASSPATH"] = environment.GetValueOrDefault("CLASSPATH") is { Length: > 0 } own ? $"{directories.Configuration}:{own}" : directories.Configuration;
        if (withoutJmx) given[JmxAgent.DisableVariable] = "true";
        // With it bash stays as Java's parent, and bash forwards no signals.
        given.Remove("ZOO_NOEXEC");
        return new([installation.Command, "start-foreground", places.ZooCfg], given);
    }
}
