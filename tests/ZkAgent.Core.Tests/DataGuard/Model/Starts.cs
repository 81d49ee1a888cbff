using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Tests.DataGuard.Model;

/// <summary>Where a search begins: every combination of volumes that clients can have left behind, all members down.</summary>
internal static class Starts
{
    public static readonly ModelMember Empty = new(Content.None, 0, 0, Mark.None, Doing.Down, 0, false);
    public static readonly ModelMember Initialized = new(Content.Bare, 0, 0, Mark.Initialized, Doing.Down, 0, false);
    public static readonly ModelMember Stale = new(Content.Tree, 0, 1, Mark.Served, Doing.Down, 0, false);
    public static readonly ModelMember Current = new(Content.Tree, 1, 2, Mark.Served, Doing.Down, 0, false);

    /// <summary>No client ever wrote: each is empty or initialized. And one write was acknowledged: a quorum is current, the others are anything.</summary>
    /// <param name="members">How many.</param>
    /// <param name="identified">False for data that an older image left, without an identity.</param>
    public static List<World> All(int members, bool identified = true) =>
    [
        new World([.. Enumerable.Repeat(Empty, members)]),
        .. from others in Mixes(members - (members / 2 + 1), [Empty, Initialized, Stale, Current])
           select Written([.. Enumerable.Repeat(Current, members / 2 + 1), .. others], identified),
    ];

    /// <summary>The same for a rule of quorums by weights, where it matters which member is which.</summary>
    public static List<World> All(QuorumRule rule) =>
    [
        .. from choice in Enumerable.Range(0, (int)Math.Pow(4, rule.Voters.Count))
           let members = rule.Voters.Select((_, i) => new[] { Empty, Initialized, Stale, Current }[choice >> 2 * i & 3]).ToArray()
           where members.All(m => m == Empty) || rule.ContainsQuorum(rule.Voters.Where((_, i) => members[i] == Current))
           select Written(members, rule: rule),
    ];

    /// <summary>These volumes, with the first write acknowledged where one of them holds it.</summary>
    public static World Written(ModelMember[] members, bool identified = true, QuorumRule? rule = null)
    {
        var held = members.Any(m => m.Writes != 0) ? 1 : 0;
        return new([.. members.Select(m => identified || m.Mark != Mark.Served ? m : m with { Mark = Mark.None })], rule) { Acknowledged = held, Written = held };
    }

    /// <summary>Every choice of so many, their order not counted.</summary>
    private static IEnumerable<ModelMember[]> Mixes(int count, ModelMember[] from) => count == 0
        ? [[]]
        : Enumerable.Range(0, from.Length).SelectMany(i => Mixes(count - 1, from[i..]).Select(rest => (ModelMember[])[from[i], .. rest]));
}
