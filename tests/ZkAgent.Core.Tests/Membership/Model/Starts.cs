using ZkAgent.Core.Tests.DataGuard.Model;

namespace ZkAgent.Core.Tests.Membership.Model;

/// <summary>Where a search begins; all members are down.</summary>
internal static class Starts
{
    private static readonly ModelMember Empty = new() { Doing = Doing.Down };

    /// <summary>Nothing was ever started.</summary>
    public static World Blank(int members, int wanted, int replicas) =>
        new([.. Enumerable.Repeat(Empty, members)]) { Wanted = wanted, WantedBefore = wanted, Replicas = replicas };

    /// <summary>The first ordinals are the voters of a list that a change made, and acknowledged one write after it; the others are blank.</summary>
    /// <param name="members">All that there ever can be.</param>
    /// <param name="voters">The voters of the list.</param>
    /// <param name="wanted">spec.replicas.</param>
    /// <param name="replicas">ZK_REPLICAS.</param>
    /// <param name="behind">The voters that lack the write and have the list of one voter that came before; a bit for each.</param>
    public static World Written(int members, int voters, int wanted, int replicas, int behind = 0)
    {
        var first = new ModelList(1 << 4, 1);
        var list = voters == 1 ? first : ModelList.Changed(1, 0, (1 << voters) - 1);
        var world = Blank(members, wanted, replicas);
        var write = voters == 1 ? 0 : 1;
        if (voters > 1) world.SetChange(0, list);
        for (var i = 0; i < voters; i++)
        {
            var current = new ModelMember { Doing = Doing.Down, Content = Content.Tree, Log = (byte)((1 << write + 1) - 1), Epoch = 1, Mark = Mark.Served, File = list, Served = list };
            // The first member was the only voter, so the change is on its volume at least.
            world.Members[i] = (behind >> i & 1) == 0 ? current : current with { Log = (byte)(i == 0 ? 1 : 0), File = first, Served = first, Next = i == 0 ? list : ModelList.None };
        }
        (world.Written, world.Writes, world.Acknowledged, world.InForce) = (write + 1, 1, (1 << write + 1) - 1, list);
        return world;
    }

    /// <summary>An ensemble that was static, before its first start with dynamic membership.</summary>
    /// <param name="members">All that there ever can be; the first three are its voters, the last of which lacks the write.</param>
    /// <param name="replicas">ZK_REPLICAS and spec.replicas.</param>
    public static World Static(int members, int replicas)
    {
        var world = Blank(members, replicas, replicas);
        var list = new ModelList(0, 7);
        for (var i = 0; i < 3; i++)
            world.Members[i] = new() { Doing = Doing.Down, Content = Content.Tree, Log = (byte)(i < 2 ? 1 : 0), Epoch = 1, Mark = Mark.Served, Served = list, WasStatic = true };
        (world.Written, world.Writes, world.Acknowledged, world.InForce) = (1, 1, 1, list);
        return world;
    }

    public static string Describe(World world) => $"spec.replicas={world.Wanted}, ZK_REPLICAS={world.Replicas}, {world.InForce} is in force; " + string.Join(", ", world.Members.Select((m, i) =>
        $"zk-{i} {(m.Content == Content.None ? "blank" : (world.Acknowledged & ~m.Log) != 0 ? "stale" : "current")} with {m.File}"));
}
