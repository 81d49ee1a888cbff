using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Tests.Restores.Model;

/// <summary>What an agent tells, decides, and does to its volume, a step at a time: it can crash after each.</summary>
internal static class RestoreSteps
{
    public static Told Tells(RestoreWorld world, RestoreRule rule, int j)
    {
        var m = world.Members[j];
        if (m.Doing == Doing.Down) return Told.Silent;
        var volume = rule.Judge(m);
        return Told.Of(volume.Data, m.Ensemble, volume.Placed is { } placed && placed == RestoreMember.IdOf(m.Asks), m.Asks, m.Doing >= Doing.Looking, m.Serves);
    }

    public static RestoreWorld Decide(RestoreWorld next, RestoreRule rule, int i)
    {
        var (m, decision) = (next.Members[i], rule.Decide(next, i));
        var asksOn = decision.Action is GuardAction.Hold or GuardAction.Place or GuardAction.Commit;
        var common = CommonEpoch(next, i);
        for (var j = 0; j < RestoreWorld.Count; j++) next.BeforeOf(i)[j] = asksOn && j != i ? next.NowOf(i)[j].Remembered : Told.Unasked;
        next.NowOf(i).Clear();
        next.Members[i] = decision.Action switch
        {
            GuardAction.Hold => m,
            GuardAction.Place => m.As(Doing.Placing),
            GuardAction.Commit => m.As(Doing.Committing) with { Epoch = rule.KeepsOwnEpoch ? m.Epoch : common },
            GuardAction.Start => m.As(Doing.Looking) with { StartEpoch = m.Epoch },
            // A placed restore is moved out of the way before a start without it, and its mark is removed.
            GuardAction.Join => Blank(m).WithIdentity(m.InLog.Exists || m.InData.Exists ? new(true, m.Ensemble, IsServed(m), Origin.None) : default).As(Doing.Looking),
            GuardAction.Bootstrap => (Blank(m) with { Snapshot = Origin.Founded, Log = Origin.Founded }).WithIdentity(new(true, Origin.None, false, Origin.None)).As(Doing.Looking),
            GuardAction.Refuse => m.As(Doing.Down) with { Asks = Origin.None },
            _ => throw new InvalidOperationException($"cannot model {decision.Action}"),
        };
        if (decision.Action == GuardAction.Start && m is { IsOwnCopy: true } && m.Ensemble != m.Snapshot) next.Broken = $"zk-{i} votes with restored data that it did not commit";
        if (decision.Action == GuardAction.Refuse) next.BeforeOf(i).Clear();
        return Settled(next, rule);
    }

    public static RestoreWorld Place(RestoreWorld world, RestoreRule rule, int i)
    {
        var next = world.Copy();
        var m = next.Members[i];
        var (identity, asks) = (new IdentityCopy(true, Origin.None, IsServed(m), m.Asks), m.Asks);
        byte[] order = rule.IdentityLast ? [0, 3, 4, 1, 2] : [0, 1, 2, 3, 4];
        var done = order[m.Step] switch
        {
            0 => Blank(m),
            1 => m with { InLog = identity },
            2 => m with { InData = identity },
            3 => m with { Log = asks },
            // Above every epoch that there is: see RestoreEpoch.
            _ => m with { Snapshot = asks, IsOwnCopy = true, Epoch = (byte)(next.Members.Max(o => o.Epoch) + 1) },
        };
        next.Members[i] = m.Step == 4 ? done.As(Doing.Asking) : done with { Step = (byte)(m.Step + 1) };
        return Settled(next, rule);
    }

    public static RestoreWorld Commit(RestoreWorld world, RestoreRule rule, int i)
    {
        var next = world.Copy();
        var m = next.Members[i];
        var identity = new IdentityCopy(true, m.Asks, true, Origin.None);
        next.Members[i] = m.Step == 0 ? m with { InLog = identity, Step = 1 } : (m with { InData = identity }).As(Doing.Asking);
        return Settled(next, rule);
    }

    /// <summary>What holds of every state.</summary>
    public static RestoreWorld Settled(RestoreWorld next, RestoreRule rule)
    {
        next.RankEpochs();
        if (next.Members.All(m => rule.Judge(m).Data != MemberData.Data && rule.Judge(m).Data != MemberData.Damaged)) next.Acknowledged = 0;
        if (next.Members.Where(m => m.Ensemble is Origin.First or Origin.Second && rule.Judge(m).Data == MemberData.Data).Select(m => m.Ensemble).Distinct().Count() > 1) next.Broken = "two restores are committed";
        return next;
    }

    /// <summary>The highest epoch among those that told that they have this restore.</summary>
    private static byte CommonEpoch(RestoreWorld world, int i)
    {
        var (m, epoch) = (world.Members[i], world.Members[i].Epoch);
        for (var j = 0; j < RestoreWorld.Count; j++)
            if (j != i && world.NowOf(i)[j].HasRestore(m.Asks)) epoch = Math.Max(epoch, world.Members[j].Doing < Doing.Looking ? world.Members[j].Epoch : world.Members[j].StartEpoch);
        return epoch;
    }

    private static RestoreMember Blank(in RestoreMember m) => m with { Snapshot = Origin.None, Log = Origin.None, Writes = 0, Epoch = 0, IsOwnCopy = false };

    private static bool IsServed(in RestoreMember m) => m.InLog is { Exists: true, Served: true } || m.InData is { Exists: true, Served: true };
}
