using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Restores;

namespace ZkAgent.Core.Membership;

/// <summary>A start with ZK_RESTORE and dynamic membership: the lowest ordinal places the backup and founds an ensemble of itself, and the others join it.</summary>
internal static class RestoreStart
{
    /// <returns>Null where the settings ask for no restore.</returns>
    public static RestoreVerdict? Decide(StartFacts facts)
    {
        var guard = facts.Guard;
        if (guard.Restore is null) return null;
        // A member with a list is one of an ensemble, the restored one or another.
        if (guard.Volume.Data == MemberData.Data || ToldConfiguration.Newest(guard.Now) is not null) return RestoreDecision.Decide(guard, []);
        var (list, hold) = Founding.ListOf(facts);
        if (list is null) return Waits(hold!.Decision);
        var verdict = RestoreDecision.Decide(guard.Under(list), [list.Topology.Participants[0].Id]);
        return verdict is { Decision.Action: GuardAction.Place or GuardAction.Commit } && Founding.Unnamed(facts) is { } unnamed ? Waits(unnamed.Decision) : verdict;
    }

    private static RestoreVerdict Waits(GuardDecision hold) => new(RestoreState.Waiting, hold.Sentence, hold);
}
