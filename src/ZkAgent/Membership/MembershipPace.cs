using ZkAgent.Core.Ensemble;

namespace ZkAgent.Membership;

/// <summary>Says when the peers are asked again: often while something changes, rarely while the membership is as it is to be.</summary>
internal sealed class MembershipPace(TimeProvider time)
{
    /// <summary>How often own knowledge is compared.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);

    /// <summary>While a change is wanted that has not come for <see cref="FastFor"/>: a pod may be pending for days.</summary>
    public static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);

    /// <summary>While nothing is to change: metrics show voters that do not serve.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan FastFor = TimeSpan.FromMinutes(2);

    private Known? _known;
    private long _askedAt, _changedAt;
    private bool _settled;

    /// <summary>What shows without a question to a peer that something is to be done.</summary>
    public readonly record struct Known(EnsembleConfiguration? Configuration, WantedMembers Wanted, bool Serving, bool Draining);

    /// <summary>True where the peers are to be asked now.</summary>
    public bool IsDue(Known known)
    {
        if (known != _known)
        {
            (_known, _changedAt) = (known, time.GetTimestamp());
            return true;
        }
        var pause = _settled ? Settled : time.GetElapsedTime(_changedAt) < FastFor ? TimeSpan.Zero : Slow;
        return time.GetElapsedTime(_askedAt) >= pause;
    }

    /// <summary>They were asked.</summary>
    /// <param name="settled">True where nothing is to be done and this member is ready as far as the membership goes.</param>
    /// <param name="changed">True where the decision is another one than before.</param>
    public void Asked(bool settled, bool changed)
    {
        (_settled, _askedAt) = (settled, time.GetTimestamp());
        if (changed) _changedAt = _askedAt;
    }
}
