namespace ZkAgent.Core.Tests.Membership.Model;

/// <summary>What a search found.</summary>
/// <param name="States">Different states.</param>
/// <param name="Depth">Steps from the start to the last of them.</param>
/// <param name="Closed">True when there are no others within the bounds, however many steps are taken.</param>
/// <param name="Counterexample">The shortest way to what must never happen; null without one.</param>
internal sealed record Outcome(int States, int Depth, bool Closed, IReadOnlyList<string>? Counterexample)
{
    public override string ToString() => $"{States} states, depth {Depth}{(Closed ? ", closed" : "")}"
        + (Counterexample is null ? "" : "\n  " + string.Join("\n  ", Counterexample));
}

/// <summary>Visits every state that can be reached, the nearest first.</summary>
/// <remarks>Of a state that was seen 64 bits are kept: among 10 million states the chance that two share them is one in 300,000.</remarks>
internal sealed class Exploration(MembershipRule rule, Bounds bounds)
{
    private readonly HashSet<ulong> _seen = [];
    private readonly List<(int Parent, short Move)> _ways = [];

    /// <summary>States at most; the search ends without a result once there are more.</summary>
    public int Most { get; init; } = int.MaxValue;

    /// <param name="starts">Where it begins.</param>
    /// <param name="depth">Steps at most.</param>
    public Outcome Run(IReadOnlyList<World> starts, int depth)
    {
        List<(World World, int Id)> edge = [];
        for (var i = 0; i < starts.Count; i++) Note(starts[i], -1, i);
        for (var d = 0; ; d++)
        {
            if (edge.Count == 0) return new(_ways.Count, d - 1, true, null);
            if (d == depth || _ways.Count > Most) return new(_ways.Count, d, false, null);
            var last = edge;
            edge = [];
            foreach (var (world, id) in last)
            {
                var moves = Move.From(world, rule, bounds);
                for (var m = 0; m < moves.Count; m++)
                {
                    if (Note(moves[m].To, id, m) && moves[m].To.Broken is { } broken) return new(_ways.Count, d + 1, false, [.. Tell(starts, _ways.Count - 1), broken]);
                }
            }
        }

        bool Note(World world, int parent, int move)
        {
            if (!_seen.Add(world.Hash())) return false;
            edge.Add((world, _ways.Count));
            _ways.Add((parent, (short)move));
            return true;
        }
    }

    private List<string> Tell(IReadOnlyList<World> starts, int state)
    {
        Stack<short> moves = [];
        for (; _ways[state].Parent >= 0; state = _ways[state].Parent) moves.Push(_ways[state].Move);
        var world = starts[_ways[state].Move];
        List<string> told = [Starts.Describe(world)];
        foreach (var m in moves)
        {
            var move = Move.From(world, rule, bounds)[m];
            told.Add(move.Text);
            world = move.To;
        }
        return told;
    }
}
