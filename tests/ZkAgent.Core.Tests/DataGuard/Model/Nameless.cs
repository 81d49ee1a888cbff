namespace ZkAgent.Core.Tests.DataGuard.Model;

/// <summary>Finds states that differ only in who is called what: without overrides nothing in the model depends on a member's number.</summary>
/// <param name="members">How many.</param>
/// <param name="numbered">True where a member's number counts: the override gives the lowest a vote first.</param>
internal sealed class Nameless(int members, bool numbered)
{
    private readonly int[][] _orders = numbered ? [[.. Enumerable.Range(0, members)]] : [.. Orders([], members)];

    /// <summary>The same for all states that a renaming turns into each other.</summary>
    public ulong Hash(World world)
    {
        var least = ulong.MaxValue;
        foreach (var order in _orders)
        {
            if (numbered || IsSorted(world, order)) least = Math.Min(least, Hash(world, order));
        }
        return least;
    }

    private static bool IsSorted(World world, int[] order)
    {
        for (var p = 1; p < order.Length; p++)
        {
            if (world.Members[order[p - 1]].Kind > world.Members[order[p]].Kind) return false;
        }
        return true;
    }

    private static ulong Hash(World world, int[] order)
    {
        Span<int> place = stackalloc int[order.Length];
        for (var p = 0; p < order.Length; p++) place[order[p]] = p;
        var hash = world.HashOfBooks();
        foreach (var i in order)
        {
            var m = world.Members[i];
            hash = World.Mix(hash ^ (m with { Leader = m.Doing == Doing.Following ? place[m.Leader] : 0 }).Packed);
            var before = world.BeforeOf(i);
            var now = world.NowOf(i);
            foreach (var j in order) hash = World.Mix(hash ^ ((ulong)before[j] << 8 | now[j] | (world.IsLongSilent(i, j) ? 1ul << 16 : 0)));
        }
        return hash;
    }

    private static IEnumerable<int[]> Orders(int[] begun, int members) => begun.Length == members
        ? [begun]
        : Enumerable.Range(0, members).Where(i => !begun.Contains(i)).SelectMany(i => Orders([.. begun, i], members));
}
