using ZkAgent.Core.Health;
using ZkAgent.Core.Protocol;

namespace ZkAgent.Core.Status;

/// <summary>Decides whether a member has what the leader has, by comparing zxids; <see cref="MemberLag"/> says how far it is behind.</summary>
public static class SyncJudgement
{
    /// <remarks>
    /// The reports are not of one instant, so a busy leader is always a little ahead. And right after an election a healthy
    /// follower keeps its old zxid until the first transaction of the new epoch: an older epoch alone is no lag.
    /// </remarks>
    public static string InSync(MemberSample member, MemberSample? leader)
    {
        if (member.Report is not { } report || !report.Mode.Serves() || ServiceChecks.FirstFailure(report) is not null) return "no";
        if (report.Mode == ServerMode.Standalone || leader is not null && member.Server.Id == leader.Server.Id) return "yes";
        if (Leadership.IsStale(member, leader)) return "no";
        if (report.Zxid is not { } own || leader?.Report?.Zxid is not { } leading) return "-";
        if (own.Epoch == leading.Epoch)
            return own.Counter >= leading.Counter ? "yes" : "behind";
        if (own.Epoch > leading.Epoch) return $"no: epoch {own.Epoch} after the leader's {leading.Epoch}";
        return leading.Counter == 0 ? "yes" : $"no: epoch {own.Epoch} of {leading.Epoch}";
    }
}
