using ZkAgent.Core.Membership;

namespace ZkAgent.Membership;

/// <summary>Measures how long newcomers have been synchronised, and how long the same change has been due.</summary>
internal sealed class MembershipClock(TimeProvider time)
{
    private long? _newcomersSince;
    private MembershipNeed? _need;
    private long _needSince;

    /// <summary>Adds to facts how long they have been so.</summary>
    /// <returns>The facts and the need that follows from them; null where no configuration is known.</returns>
    public (RunningFacts Facts, MembershipNeed? Need) Measure(RunningFacts facts)
    {
        if (facts.Configuration is not { } configuration)
        {
            (_newcomersSince, _need) = (null, null);
            return (facts, null);
        }
        _newcomersSince = Newcomers.Of(facts, configuration).Ready.Count == 0 ? null : _newcomersSince ?? time.GetTimestamp();
        facts = facts with { NewcomersFor = _newcomersSince is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero };
        var need = MembershipNeed.Of(facts, configuration);
        if (!need.IsSameAs(_need)) _needSince = time.GetTimestamp();
        _need = need;
        return (facts with { DueFor = time.GetElapsedTime(_needSince) }, need);
    }
}
