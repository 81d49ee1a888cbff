namespace ZkAgent.Core.Tests.Models;

/// <summary>Visits every state of a model that can be reached, the nearest first.</summary>
/// <remarks>Of a state that was seen 64 bits are kept: among 10 million states the chance that two share them is one in 300,000.</remarks>
/// <typeparam name="TWorld">A state of the model.</typeparam>
/// <typeparam name="TMove">A step of the model.</typeparam>
/// <param name="moves">Everything that can happen next, always in the same order.</param>
/// <param name="hash">The same for states that count as one.</param>
/// <param name="broken">What must never happen and did in a state; null where all is well.</param>
/// <param name="describe">A state in words, with which a counterexample begins.</param>
internal sealed class Exploration<TWorld, TMove>(Func<TWorld, List<TMove>> moves, Func<TWorld, ulong> hash, Func<TWorld, string?> broken, Func<TWorld, string> describe)
    where TMove : struct, IMove<TWorld>
{
    private readonly HashSet<ulong> _seen = [];
    private readonly List<(int Parent, short Move)> _ways = [];

    /// <summary>Called with every state.</summary>
    public Action<TWorld> Visit { get; init; } = _ => { };

    /// <summary>States at most; the search ends without a result once there are more.</summary>
    public int Most { get; init; } = int.MaxValue;

    /// <param name="starts">Where it begins.</param>
    /// <param name="depth">Steps at most.</param>
    public Outcome Run(IReadOnlyList<TWorld> starts, int depth)
    {
        List<(TWorld World, int Id)> edge = [];
        for (var i = 0; i < starts.Count; i++) Note(starts[i], -1, i);
        for (var d = 0; ; d++)
        {
            if (edge.Count == 0) return new(_ways.Count, d - 1, true, null);
            if (d == depth || _ways.Count > Most) return new(_ways.Count, d, false, null);
            var last = edge;
            edge = [];
            foreach (var (world, id) in last)
            {
                var next = moves(world);
                for (var m = 0; m < next.Count; m++)
                {
                    if (Note(next[m].To, id, m) && broken(next[m].To) is { } what) return new(_ways.Count, d + 1, false, [.. Tell(starts, _ways.Count - 1), what]);
                }
            }
        }

        bool Note(TWorld world, int parent, int move)
        {
            if (!_seen.Add(hash(world))) return false;
            Visit(world);
            edge.Add((world, _ways.Count));
            _ways.Add((parent, (short)move));
            return true;
        }
    }

    /// <summary>Takes the same steps again: to keep their texts for every state would need more memory than the states.</summary>
    private List<string> Tell(IReadOnlyList<TWorld> starts, int state)
    {
        Stack<short> way = [];
        for (; _ways[state].Parent >= 0; state = _ways[state].Parent) way.Push(_ways[state].Move);
        var world = starts[_ways[state].Move];
        List<string> told = [describe(world)];
        foreach (var m in way)
        {
            var move = moves(world)[m];
            told.Add(move.Text);
            world = move.To;
        }
        return told;
    }
}
