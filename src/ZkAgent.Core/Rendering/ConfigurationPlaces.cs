using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Rendering;

/// <summary>The path of each file that ZooKeeper is started with: the agent's, or the user's own.</summary>
public sealed record ConfigurationPlaces
{
    public const string ZooCfgName = "zoo.cfg", LogbackName = "logback.xml", Log4JName = "log4j.properties", JavaSecurityName = Rendering.JavaSecurity.FileName, JavaEnvName = "java.env";

    /// <summary>Every name that the agent may write in the configuration directory.</summary>
    public static readonly IReadOnlyList<string> Names = [ZooCfgName, LogbackName, Log4JName, JavaSecurityName, JavaEnvName];

    /// <summary>The effective zoo.cfg, always the agent's.</summary>
    public required string ZooCfg { get; init; }

    /// <summary>The log configuration for logback.</summary>
    public required string Logback { get; init; }

    /// <summary>The log configuration for log4j and reload4j.</summary>
    public required string Log4J { get; init; }

    /// <summary>The security properties, always the agent's.</summary>
    public required string JavaSecurity { get; init; }

    /// <summary>True where <see cref="Logback"/> is the user's: the agent does not write it.</summary>
    public bool LogbackIsUsers { get; init; }

    /// <summary>True where <see cref="Log4J"/> is the user's.</summary>
    public bool Log4JIsUsers { get; init; }

    /// <summary>The java.env that <c>render</c> writes; null: there is one of the user's, or it cannot be written.</summary>
    public string? JavaEnv { get; init; }

    /// <summary>True where an earlier <c>render</c> left a java.env that <c>run</c> brings up to date.</summary>
    public bool JavaEnvExists { get; init; }

    /// <summary>A sentence for each file of the user's, and for each place that is not the usual one.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>What the user hardly meant.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Why there is nothing to start with, one sentence a file.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Decides where each file is. A file that the agent did not write is never replaced.</summary>
    /// <param name="settings">Directories and settings of the log.</param>
    /// <param name="facts">What is in the configuration directory.</param>
    /// <param name="configFile">The file that is read as ZK_CONFIG_FILE; null: none.</param>
    public static ConfigurationPlaces Decide(AgentSettings settings, ConfigurationFacts facts, string? configFile)
    {
        var directories = settings.Directories;
        // Where both are one directory, the writer says why it cannot be written to, and names both settings.
        var writable = facts.Writable || directories.Run == directories.Configuration;
        var (reasons, warnings, problems) = (new List<string>(), new List<string>(), new List<string>());
        if (!writable) reasons.Add($"{directories.Configuration} ({SettingCatalog.ConfDir.Name}) cannot be written to: the files for ZooKeeper are in {directories.Generated}.");
        foreach (var name in Names)
        {
            var file = Found(name);
            if (file.State == FileState.Unreadable)
                problems.Add($"cannot read {InConfiguration(name)}: it is not known whether zkagent wrote it; let the agent's user read it, or remove it");
            if (file is { State: FileState.Ours, Mounted: true })
                warnings.Add($"{InConfiguration(name)} is mounted and begins with zkagent's header, so nothing is read from it; remove the first line to have it used");
        }
        if (Found(ZooCfgName).State == FileState.Users && configFile is not null && configFile != InConfiguration(ZooCfgName))
            warnings.Add($"{InConfiguration(ZooCfgName)} was not written by zkagent; it is kept and not used, because {SettingCatalog.ConfigFile.Name} names {configFile}");
        if (Found(ZooCfgName).State == FileState.Users) reasons.Add($"ZooKeeper reads {PlaceOfZooCfg()}; {InConfiguration(ZooCfgName)} stays as it is.");
        if (Found(JavaSecurityName).State == FileState.Users) reasons.Add($"{InConfiguration(JavaSecurityName)} was not written by zkagent; it is kept and not used: name it in -Djava.security.properties.");
        var (logback, log4J) = (IsUsers(LogbackName), IsUsers(Log4JName));
        if (logback) reasons.Add(OwnLog(LogbackName));
        if (log4J) reasons.Add(OwnLog(Log4JName));
        return new()
        {
            ZooCfg = PlaceOfZooCfg(),
            Logback = logback ? InConfiguration(LogbackName) : Place(LogbackName),
            Log4J = log4J ? InConfiguration(Log4JName) : Place(Log4JName),
            JavaSecurity = Place(JavaSecurityName),
            LogbackIsUsers = logback,
            Log4JIsUsers = log4J,
            JavaEnv = Place(JavaEnvName) == InConfiguration(JavaEnvName) ? InConfiguration(JavaEnvName) : null,
            JavaEnvExists = Found(JavaEnvName).State == FileState.Ours,
            Reasons = reasons,
            Warnings = warnings,
            Problems = problems,
        };

        FoundFile Found(string name) => facts.Files.GetValueOrDefault(name);

        bool IsUsers(string name) => Found(name).State == FileState.Users;

        string InConfiguration(string name) => $"{directories.Configuration}/{name}";

        string Place(string name) => writable && Found(name) is { State: FileState.Missing or FileState.Ours, Mounted: false }
            ? InConfiguration(name)
            : $"{directories.Generated}/{name}";

        // ZooKeeper writes a list that changed next to its zoo.cfg, and the list must outlive the pod.
        string PlaceOfZooCfg() => settings.Ensemble.IsDynamic ? $"{directories.Membership}/{ZooCfgName}" : Place(ZooCfgName);

        string OwnLog(string name) => $"{InConfiguration(name)} was not written by zkagent: ZooKeeper logs as it says, and {SettingCatalog.LogLevel.Name} has no effect on it"
            + (QuorumLog.PathIn(settings) is null ? "." : "; so zkagent cannot say which member refuses the password of another.");
    }
}
