using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Launch;

/// <summary>The files in the configuration directory that ZooKeeper's scripts execute. They may change anything: flags, class path, JMX.</summary>
public static class ScriptFiles
{
    /// <summary>The first one that the user wrote and that was not read; null where there is none.</summary>
    public static string? FirstIn(LaunchFacts facts) => facts.ConfigurationEntries.FirstOrDefault(UserScripts.Names.Contains);
}
