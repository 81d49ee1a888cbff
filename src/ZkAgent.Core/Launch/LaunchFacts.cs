using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Launch;

/// <summary>What is on the disk that decides how ZooKeeper's script is started.</summary>
/// <param name="Archive">The image's class archive; null: it has none.</param>
/// <param name="Java">The runtime that the script starts; null: not found.</param>
/// <param name="ConfigurationEntries">What lies in the configuration directory. A directory's name ends with a slash. A java.env that the agent wrote is left out, and the user's scripts where they were read.</param>
public sealed record LaunchFacts(ClassArchive? Archive, JavaRuntime? Java, IReadOnlyList<string> ConfigurationEntries)
{
    /// <summary>The user's scripts in that directory.</summary>
    public UserScripts Scripts { get; init; } = UserScripts.None;
}

/// <summary>One decision about the launch.</summary>
/// <param name="Taken">Whether it is done.</param>
/// <param name="Reason">A sentence for the log and for <c>explain</c>.</param>
public sealed record LaunchDecision(bool Taken, string Reason);
