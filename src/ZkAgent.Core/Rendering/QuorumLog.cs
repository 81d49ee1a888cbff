using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Rendering;

/// <summary>The small file to which ZooKeeper's warnings about other members go in addition, where members authenticate.</summary>
/// <remarks>No metric and no four-letter word of ZooKeeper shows that a member was refused for its password: only its log does.</remarks>
public static class QuorumLog
{
    /// <summary>The path; null where members do not authenticate.</summary>
    public static string? PathIn(AgentSettings settings) =>
        settings.Security.QuorumSasl != QuorumSaslPhase.Off && !settings.Ensemble.IsAlone ? $"{settings.Directories.Run}/quorum.log" : null;
}
