namespace ZkAgent.Core.Tests.Restores.Model;

/// <summary>What a search found.</summary>
/// <param name="Counterexample">The shortest way to what must never happen; null without one.</param>
internal sealed record RestoreOutcome(int States, int Depth, bool Closed, IReadOnlyList<string>? Counterexample)
{
    public override string ToString() => $"{States} states, depth {Depth}{(Closed ? ", closed" : "")}{(Counterexample is null ? "" : "\n  " + string.Join("\n  ", Counterexample))}";
}

/// <summary>Visits every state that can be reached, the nearest first. Of a state that was seen 64 bits are kept.</summary>
internal sealed class RestoreExploration(RestoreRule rule, RestoreBounds bounds)
{
    private readonly HashSet<ulong> _seen = [];
    private readonly List<(int Parent, string Text)> _ways = [];

    /// <summary>Called with every state.</summary>
    public Action<RestoreWorld> Visit { get; init; } = _ => { };

    public RestoreOutcome Run(IReadOnlyList<RestoreWorld> starts, int depth)
    {
        List<(RestoreWorld World, int Id)> edge = [];
        for (var i = 0; i < starts.Count; i++) Note(starts[i], -1, $"start {i}");
        for (var d = 0; ; d++)
        {
            if (edge.Count == 0) return new(_ways.Count, d - 1, true, null);
            if (d == depth) return new(_ways.Count, d, false, null);
            var last = edge;
            edge = [];
            foreach (var (world, id) in last)
            {
                foreach (var move in RestoreMoves.From(world, rule, bounds))
                {
                    if (Note(move.To, id, move.Text) && move.To.Broken is { } broken) return new(_ways.Count, d + 1, false, [.. Tell(_ways.Count - 1), broken]);
                }
            }
        }

        bool Note(RestoreWorld world, int parent, string text)
        {
            if (!_seen.Add(world.Hash())) return false;
            Visit(world);
            edge.Add((world, _ways.Count));
            _ways.Add((parent, text));
            return true;
        }
    }

    private List<string> Tell(int state)
    {
        List<string> told = [];
        for (; state >= 0; state = _ways[state].Parent) told.Insert(0, _ways[state].Text);
        return told;
    }
}
