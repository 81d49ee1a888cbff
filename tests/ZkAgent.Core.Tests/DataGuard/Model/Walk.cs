namespace ZkAgent.Core.Tests.DataGuard.Model;

/// <summary>Ways through the model that are taken, not searched.</summary>
internal static class Walk
{
    /// <summary>Steps before a walk begins again.</summary>
    private const int Length = 400;

    /// <summary>Takes the steps that are told, each of which must be possible.</summary>
    /// <param name="world">Where it begins.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="bounds">What can happen.</param>
    /// <param name="steps">The steps, as <see cref="Step.Text"/> tells them.</param>
    public static World Along(World world, Rule rule, Bounds bounds, params string[] steps)
    {
        foreach (var step in steps)
        {
            var moves = Moves.From(world, rule, bounds);
            var at = moves.FindIndex(m => m.Step.Text == step);
            if (at < 0) throw new ArgumentException($"cannot take \"{step}\": expected one of {string.Join(", ", moves.Select(m => m.Step.Text))}");
            world = moves[at].To;
        }
        return world;
    }

    /// <summary>Stumbles about, a fault every fourth step or so, and tells the way to the first lost write; null when none was lost.</summary>
    /// <param name="starts">Where walks begin, one after the other.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="bounds">What can happen.</param>
    /// <param name="seed">The same seed goes the same ways.</param>
    /// <param name="steps">Steps of all walks together.</param>
    /// <param name="elections">How many quorums were seen: a walk that sees none proves nothing.</param>
    public static IReadOnlyList<string>? AtRandom(IReadOnlyList<World> starts, Rule rule, Bounds bounds, int seed, int steps, out int elections)
    {
        var random = new Random(seed);
        elections = 0;
        var (world, told) = (starts[0], new List<string>());
        for (var s = 0; s < steps; s++)
        {
            if (s % Length == 0)
            {
                world = starts[s / Length % starts.Count];
                told = [Moves.Describe(world)];
            }
            List<Move> moves = [];
            if (random.Next(4) == 0) FaultMoves.Add(moves, world, rule, bounds);
            else if (random.Next(50) == 0) FaultMoves.AddTime(moves, world, rule);
            else QuorumMoves.Add(moves, world, bounds);
            if (moves.Count == 0 || random.Next(3) == 0) AgentMoves.Add(moves, world, rule, bounds);
            if (moves.Count == 0) continue;
            var move = moves[random.Next(moves.Count)];
            world = move.To;
            told.Add(move.Step.Text);
            if (move.Step.Among != 0) elections++;
            if (world.Lost) return told;
        }
        return null;
    }
}
