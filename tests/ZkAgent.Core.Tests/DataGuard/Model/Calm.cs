using ZkAgent.Core.DataGuard;

namespace ZkAgent.Core.Tests.DataGuard.Model;

/// <summary>What becomes of a state when nothing goes wrong any more and every member does what it can.</summary>
internal static class Calm
{
    /// <summary>Each is a turn of every member: two rounds of questions and an election take fewer.</summary>
    public const int Turns = 8;

    /// <summary>True when a quorum serves within <see cref="Turns"/>.</summary>
    /// <param name="world">Where it begins.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="boots">Whether a member that is down is started.</param>
    public static bool Forms(World world, Rule rule, Func<ModelMember, bool> boots)
    {
        for (var turn = 0; turn < Turns; turn++)
        {
            for (var i = 0; i < world.Count; i++) world = Turn(world, rule, i, boots);
            if (IsServing(world)) return true;
            world = Elect(world);
        }
        return IsServing(world);
    }

    public static bool IsServing(World world) => Enumerable.Range(0, world.Count).Any(i =>
        world.Members[i] is { Doing: Doing.Leading, Level: true } && world.HasQuorum(i, level: true));

    private static World Turn(World world, Rule rule, int i, Func<ModelMember, bool> boots)
    {
        if (FaultMoves.Notices(world, i)) world = FaultMoves.End(world, i, Doing.Looking);
        if (world.Members[i].Doing == Doing.Down && boots(world.Members[i])) world = AgentMoves.Boot(world, i);
        if (world.Members[i].Doing == Doing.Asking) world = AgentMoves.Round(world, rule, i);
        if (world.Members[i].Doing == Doing.Founding) world = AgentMoves.Load(world, i);
        if (world.Members[i] is { Doing: Doing.Following, Level: false }) world = QuorumMoves.BringLevel(world, i);
        if (IsStranded(world, rule, i)) world = FaultMoves.End(world, i, Doing.Asking);
        for (var l = 0; l < world.Count && world.Members[i].LooksForLeader; l++)
        {
            if (QuorumMoves.CanFollow(world, l)) world = QuorumMoves.Join(world, i, l);
        }
        return world;
    }

    /// <summary>No member reports a quorum for long: the product stops a ZooKeeper that was started to join one.</summary>
    private static bool IsStranded(World world, Rule rule, int i) =>
        world.Members[i] is { LooksForLeader: true, Votes: false }
        && !Enumerable.Range(0, world.Count).Any(world.Serves)
        && JoinTimeout.Why(GuardAction.Join, rule.Judge(world.Members[i]), JoinTimeout.Timeout) is not null;

    private static World Elect(World world)
    {
        var among = 0;
        for (var i = 0; i < world.Count; i++)
        {
            if (world.Members[i] is { LooksForLeader: true, Votes: true }) among |= 1 << i;
        }
        if (!world.IsQuorum(among)) return world;
        var leader = Enumerable.Range(0, world.Count).First(i => (among >> i & 1) == 1 && QuorumMoves.IsFirst(world, among, i));
        return QuorumMoves.Elect(world, new(0, 0), among, leader);
    }
}
