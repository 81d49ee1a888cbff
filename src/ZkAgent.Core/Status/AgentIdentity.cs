using ZkAgent.Core.Backups;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Status;

/// <summary>Who answers: the agent's version, the local member that it runs, and what that server is called.</summary>
public sealed record AgentIdentity(string Version, LocalMember LocalMember, MemberNames Names)
{
    /// <summary>Its steps of TLS and authentication.</summary>
    public SecurityPhases Phases { get; init; }

    /// <summary>Its configuration with dynamic membership; null with a static list.</summary>
    public ReportedMembership? Membership { get; init; }

    /// <summary>The membership as it sees it; null with a static list.</summary>
    public MembershipView? View { get; init; }

    /// <summary>The schedule of backups as it sees it; null where no backups are made.</summary>
    public BackupView? Backup { get; init; }
}
