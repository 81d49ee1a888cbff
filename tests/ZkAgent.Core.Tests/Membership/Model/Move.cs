using ZkAgent.Core.Tests.Models;

namespace ZkAgent.Core.Tests.Membership.Model;

/// <summary>One step and where it leads.</summary>
/// <param name="Text">What happens, to whom.</param>
/// <param name="To">The next state.</param>
internal readonly record struct Move(string Text, World To) : IMove<World>
{
    /// <summary>Everything that can happen next.</summary>
    public static List<Move> From(World world, MembershipRule rule, Bounds bounds)
    {
        List<Move> moves = new(16);
        AgentMoves.Add(moves, world, rule, bounds);
        QuorumMoves.Add(moves, world, bounds);
        FaultMoves.Add(moves, world, bounds);
        return moves;
    }
}
