namespace ZkAgent.Core.Tests.DataGuard.Model;

/// <summary>Everything that can happen next.</summary>
internal static class Moves
{
    public static List<Move> From(World world, Rule rule, Bounds bounds)
    {
        List<Move> moves = new(16);
        AgentMoves.Add(moves, world, rule, bounds);
        QuorumMoves.Add(moves, world, bounds);
        FaultMoves.Add(moves, world, rule, bounds);
        FaultMoves.AddTime(moves, world, rule);
        return moves;
    }

    /// <summary>The volumes, as a person reads them.</summary>
    public static string Describe(World world) => string.Join(", ", world.Members.Select((m, i) => $"zk-{i} " + m switch
    {
        { Content: Content.None } => "empty",
        { Content: Content.Bare } => "initialized",
        _ when (world.Acknowledged & ~m.Writes) != 0 => "stale",
        _ => "current",
    }));
}
