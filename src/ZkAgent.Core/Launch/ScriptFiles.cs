namespace ZkAgent.Core.Launch;

/// <summary>The files in the configuration directory that ZooKeeper's scripts execute. They may change anything: flags, class path, JMX.</summary>
public static class ScriptFiles
{
    public static readonly IReadOnlyList<string> Names = ["java.env", "zookeeper-env.sh"];

    /// <summary>The first one that the user wrote; null where there is none.</summary>
    public static string? FirstIn(LaunchFacts facts) => facts.ConfigurationEntries.FirstOrDefault(Names.Contains);
}
