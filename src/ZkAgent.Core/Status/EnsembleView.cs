using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Protocol;

namespace ZkAgent.Core.Status;

/// <summary>A server of the ensemble and its sample.</summary>
public sealed record MemberSample(EnsembleServer Server, Sample Sample)
{
    public ServerReport? Report => Sample.Report;

    public bool Votes => Server.Role == ServerRole.Participant;
}

/// <summary>The whole ensemble, as its members' own reports show it side by side.</summary>
/// <param name="Rows">One for each server, in order of id.</param>
/// <param name="Leader">The one that leads; null where none is known.</param>
/// <param name="HasQuorum">Clients can read and write.</param>
/// <param name="Sentence">The quorum, or what it lacks, in words.</param>
/// <param name="Warnings">What else an operator should know.</param>
public sealed record EnsembleView(
    IReadOnlyList<MemberRow> Rows, MemberSample? Leader, bool HasQuorum, string Sentence, IReadOnlyList<string> Warnings)
{
    /// <summary>The membership as one member sees it; null with a static list.</summary>
    public MembershipView? Membership { get; init; }

    /// <summary>The newest backup in one line; null where no backups are made.</summary>
    public string? Backup { get; init; }

    /// <param name="topology">The servers and the quorum rule.</param>
    /// <param name="members">A sample of each server.</param>
    /// <param name="membership">The membership; null with a static list.</param>
    public static EnsembleView Of(EnsembleTopology topology, IReadOnlyList<MemberSample> members, MembershipView? membership = null)
    {
        var leader = Leadership.TrueLeader(members);
        var (hasQuorum, sentence) = QuorumJudgement.Decide(topology, members, leader);
        return new(
            [.. members.Select(member => MemberRow.Of(member, leader, membership?.RoleOf(member.Server.Id)))],
            leader, hasQuorum, sentence, EnsembleWarnings.Find(topology, members, leader))
        {
            Membership = membership,
        };
    }
}
