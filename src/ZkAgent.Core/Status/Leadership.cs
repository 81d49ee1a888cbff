using ZkAgent.Core.Protocol;

namespace ZkAgent.Core.Status;

/// <summary>Finds the true leader where several claim to be it.</summary>
/// <remarks>
/// A leader that was frozen and woke again says "leader" for about two more seconds, while another one has long been elected.
/// Every election begins a new epoch, so the newer epoch tells the true one.
/// </remarks>
public static class Leadership
{
    public static MemberSample? TrueLeader(IReadOnlyList<MemberSample> members) => members
        .Where(Claims)
        .OrderByDescending(member => member.Report!.Zxid is { Value: >= 0 } zxid ? zxid.Epoch : -1)
        // In one epoch there is one leader. Two claims in it mean that one report lacks its zxid; followers in sync decide.
        .ThenByDescending(member => member.Report!.SyncedVotingFollowers ?? 0)
        .FirstOrDefault();

    public static bool Claims(MemberSample member) => member.Report?.Mode == ServerMode.Leader;

    /// <summary>Says leader, but another one does with better right.</summary>
    public static bool IsStale(MemberSample member, MemberSample? leader) =>
        Claims(member) && leader is not null && member.Server.Id != leader.Server.Id;
}
