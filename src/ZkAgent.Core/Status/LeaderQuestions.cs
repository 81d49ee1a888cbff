using ZkAgent.Core.Health;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Protocol;

namespace ZkAgent.Core.Status;

/// <summary>Decides when the other members are asked who leads: a fold over the health of our server.</summary>
/// <remarks>ZooKeeper tells a follower's client nothing of the leader. In a quiet quorum nothing is asked.</remarks>
/// <param name="Elections">The elections that our server has shown.</param>
/// <param name="Known">True where the leader of the current epoch is known.</param>
/// <param name="Since">When it became unknown.</param>
/// <param name="Asked">The last question; null before the first.</param>
/// <param name="Due">True where the members are to be asked now.</param>
public sealed record LeaderQuestions(ElectionsSeen Elections, bool Known, DateTimeOffset Since, DateTimeOffset? Asked, bool Due)
{
    /// <summary>After a change: an election takes less than a second, the members' own samples up to ten.</summary>
    public static readonly TimeSpan Fast = TimeSpan.FromSeconds(2);

    /// <summary>While it lasts.</summary>
    public static readonly TimeSpan Slow = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan FastFor = TimeSpan.FromSeconds(30);

    public static readonly LeaderQuestions None = new(ElectionsSeen.None, Known: false, DateTimeOffset.MinValue, null, Due: false);

    /// <summary>True where our server itself leads.</summary>
    public static bool Leads(HealthSnapshot health) => health.State.IsInQuorum() && health.Seen.Sample?.Report?.Mode == ServerMode.Leader;

    public LeaderQuestions After(HealthSnapshot health)
    {
        var (elections, now) = (Elections.After(health), health.Seen.At);
        var changed = elections.Count > Elections.Count || Elections.Served && !elections.Served;
        var next = this with { Elections = elections, Due = false };
        if (Leads(health)) return next with { Known = true };
        // Outside the quorum the leader may change without a sign.
        var known = Known && !changed && health.State.IsInQuorum();
        if (known) return next;
        next = next with { Known = false, Since = Known || changed || Asked is null ? now : Since };
        var pause = now - next.Since < FastFor ? Fast : Slow;
        return changed || Asked is not { } asked || now - asked >= pause ? next with { Asked = now, Due = true } : next;
    }

    /// <summary>After the answers: whether a member said that it leads.</summary>
    public LeaderQuestions Answered(bool found) => this with { Known = found };
}
