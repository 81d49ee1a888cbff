using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Launch;

/// <summary>Decides whether ZooKeeper is started with the image's class archive.</summary>
/// <remarks>
/// The archive needs an empty directory on the class path where zkServer.sh puts the configuration directory. So it is used only where
/// nothing that the script or the JVM would take from that directory gets lost; otherwise the script does as it always did.
/// </remarks>
public static class ClassArchiveUse
{
    /// <summary>Flags that set the archive or the class path themselves, or that stand in a file which is not read here.</summary>
    private static readonly string[] Conflicting =
    [
        "-Xshare", "-XX:SharedArchiveFile", "-XX:ArchiveClassesAtExit", "-XX:+AutoCreateSharedArchive", "-XX:SharedClassListFile", "-XX:AOT",
        "-cp", "-classpath", "--class-path", "-Djava.class.path", "@", "-XX:VMOptionsFile", "-XX:Flags",
    ];

    private static readonly string[] LogProperties = ["-Dlogback.configurationFile", "-Dlog4j.configuration"];

    /// <summary>Files that ZooKeeper reads by path, never by the class path. The two log configurations are given by property.</summary>
    private static readonly string[] ReadByPath = ["zoo.cfg", "logback.xml", "log4j.properties", Rendering.JavaSecurity.FileName, "configuration.xsl", "zoo_sample.cfg", "tls/", "generated/"];

    private static readonly string[] EndingsReadByPath = [".cfg", ".conf", ".sock", ".pem", ".crt", ".key", ".p12", ".jks", ".keytab"];

    /// <summary>Taken: ZooKeeper starts with the archive.</summary>
    /// <param name="installation">The script that is started.</param>
    /// <param name="settings">ZK_SERVER_COMMAND and the configuration directory.</param>
    /// <param name="environment">The agent's own environment.</param>
    /// <param name="facts">What is on the disk.</param>
    public static LaunchDecision Decide(
        ZooKeeperInstallation installation, AgentSettings settings, IReadOnlyDictionary<string, string> environment, LaunchFacts facts) =>
        WhyNot(installation, settings, environment, facts) is { } reason
            ? new(false, $"ZooKeeper starts without a class archive: {reason}.")
            : new(true, $"ZooKeeper starts with the class archive {ClassArchive.File}.");

    private static string? WhyNot(
        ZooKeeperInstallation installation, AgentSettings settings, IReadOnlyDictionary<string, string> environment, LaunchFacts facts)
    {
        var configuration = settings.Directories.Configuration;
        var options = JvmOptions.Of(environment).All;
        if (settings.Supervision.ServerCommand is not null) return $"{SettingCatalog.ServerCommand.Name} is set";
        if (facts.Archive is not { } archive) return "the image has none (zkagent archive-classes makes one at image build)";
        if (archive.Script != installation.Command) return $"the image's archive was made for {archive.Script}, not for {installation.Command}";
        if (facts.Java != archive.Java) return $"the image's archive was made with {archive.Java}, and here is {facts.Java?.ToString() ?? "no Java that can be found"}";
        if (environment.GetValueOrDefault("CLASSPATH") is { Length: > 0 }) return "CLASSPATH is set";
        if (JvmOptions.Last(options, Conflicting) is { } option) return $"{option.Variable} has {option.Text.Split('=')[0]}";
        if (RelativeLogConfiguration(options) is { } log) return $"{log.Variable} has {log.Text}, which is looked for on the class path";
        if (ScriptFiles.FirstIn(facts) is { } script) return $"the script reads {script} in {configuration}";
        if (facts.ConfigurationEntries.FirstOrDefault(entry => !IsReadByPath(entry)) is { } other) return $"{configuration}/{other} may be meant for the class path";
        return null;
    }

    private static JvmOption? RelativeLogConfiguration(IReadOnlyList<JvmOption> options)
    {
        foreach (var option in options)
        {
            var parts = option.Text.Split('=', 2);
            if (LogProperties.Contains(parts[0]) && !(parts is [_, var place] && (place.StartsWith('/') || place.Contains(":/", StringComparison.Ordinal)))) return option;
        }

        return null;
    }

    /// <summary>The kubelet keeps the files of a ConfigMap in directories whose names begin with two dots, and links to them.</summary>
    private static bool IsReadByPath(string entry) =>
        ReadByPath.Contains(entry) || entry.StartsWith("zoo.cfg.", StringComparison.Ordinal) || entry.StartsWith("..", StringComparison.Ordinal) || EndingsReadByPath.Any(ending => entry.EndsWith(ending, StringComparison.Ordinal));
}
