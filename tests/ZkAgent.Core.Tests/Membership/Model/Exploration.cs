using ZkAgent.Core.Tests.Models;

namespace ZkAgent.Core.Tests.Membership.Model;

/// <summary>Searches the model of dynamic membership.</summary>
internal static class Exploration
{
    /// <param name="rule">The rules.</param>
    /// <param name="bounds">What can happen.</param>
    /// <param name="most">States at most.</param>
    public static Exploration<World, Move> Of(MembershipRule rule, Bounds bounds, int most = int.MaxValue) =>
        new(world => Move.From(world, rule, bounds), world => world.Hash(), world => world.Broken, Starts.Describe) { Most = most };
}
