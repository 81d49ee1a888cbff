using System.Globalization;
using ZkAgent.Core.Protocol;

namespace ZkAgent.Core.Status;

/// <summary>How far a member is behind the leader.</summary>
/// <param name="Transactions">Transactions of the leader's epoch that the member lacks; null where they can't be counted.</param>
/// <param name="Text">The count, or the word for why there is none; "-" where a zxid is not known.</param>
public readonly record struct MemberLag(long? Transactions, string Text)
{
    private static readonly MemberLag Unknown = new(null, "-");

    /// <remarks>
    /// Counters of two epochs say nothing about each other. Right after an election a healthy follower keeps the zxid of the old
    /// epoch until the first transaction of the new one, however many it has taken part in: no number would be true then.
    /// </remarks>
    public static MemberLag Of(MemberSample member, MemberSample? leader)
    {
        if (member.Report is not { Zxid: { Value: >= 0 } own, Mode: not ServerMode.Standalone }) return Unknown;
        if (leader?.Report?.Zxid is not { Value: >= 0 } leading) return Unknown;
        if (own.Epoch < leading.Epoch) return new(null, "older epoch");
        if (own.Epoch > leading.Epoch) return new(null, "newer epoch");
        // The reports are not of one instant: a follower may have been asked a transaction later than its leader.
        var behind = own.Counter >= leading.Counter ? 0 : (long)leading.Counter - own.Counter;
        return new(behind, behind.ToString(CultureInfo.InvariantCulture));
    }
}
