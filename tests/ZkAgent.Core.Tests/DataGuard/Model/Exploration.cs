using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Tests.Models;

namespace ZkAgent.Core.Tests.DataGuard.Model;

/// <summary>Searches the model of the data guard for a quorum that lacks an acknowledged write. States that differ only in the members' names count as one.</summary>
internal static class Exploration
{
    /// <param name="rule">The rule.</param>
    /// <param name="bounds">What can happen.</param>
    /// <param name="members">How many.</param>
    /// <param name="visit">Called with every state; null for nothing.</param>
    public static Exploration<World, Move> Of(Rule rule, Bounds bounds, int members, Action<World>? visit = null) => new(
        world => Moves.From(world, rule, bounds),
        new Nameless(members, numbered: rule.Forced != GuardOverrides.None || rule.Quorums is not null).Hash,
        world => world.Lost ? "an acknowledged write is lost" : null,
        Moves.Describe)
    {
        Visit = visit ?? (_ => { }),
    };
}
