using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Restores;
using ZkAgent.Core.Tests.DataGuard;
using ZkAgent.Core.Volume;

namespace ZkAgent.Core.Tests.Restores.Model;

/// <summary>The rule that the model's agents obey: the product's, or the product's fed with forged facts.</summary>
internal sealed record RestoreRule(string Name)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<ulong, LocalVolume> _judged = [];
    private readonly Dictionary<(ulong Own, int Self, ulong Before, ulong Heard), GuardDecision> _decided = [];

    public static RestoreRule Real => new("the rule");

    /// <summary>As a start with a static list decides.</summary>
    public Func<GuardFacts, GuardDecision> Decision { get; init; } = facts => RestoreDecision.Decide(facts)?.Decision ?? VoteDecision.Decide(facts);

    /// <summary>True where the identity is written when the files are in place already.</summary>
    public bool IdentityLast { get; init; }

    /// <summary>True where each member commits with the epoch that it placed itself.</summary>
    public bool KeepsOwnEpoch { get; init; }

    /// <summary>What the product says of such a volume.</summary>
    public LocalVolume Judge(in RestoreMember m)
    {
        var key = (m with { Doing = Doing.Down, Step = 0, Leader = 0, Asks = Origin.None, IsOwnCopy = false, Epoch = 0, StartEpoch = 0 }).Packed;
        if (_judged.TryGetValue(key, out var volume)) return volume;
        return _judged[key] = VolumeJudgement.Judge(Files(m), standalone: false, m.Copies, heldDataBefore: false, Now);
    }

    public GuardDecision Decide(RestoreWorld world, int i)
    {
        var m = world.Members[i];
        var own = (m with { Doing = Doing.Down, Step = 0, Leader = 0, IsOwnCopy = false, Epoch = 0, StartEpoch = 0 }).Packed;
        var (before, now) = (world.BeforeOf(i).ToArray(), world.NowOf(i).ToArray());
        var key = (own, i, Pack(before), Pack(now));
        if (_decided.TryGetValue(key, out var decision)) return decision;
        var (local, volume) = (Three.LocalMemberOf(i + 1), Judge(m));
        var ours = volume.VolumeIdentity?.Ensemble;
        return _decided[key] = Decision(new(local, volume, Answers(before), Answers(now), GuardOverrides.None)
        {
            Restore = m.Asks == Origin.None ? null : new("a backup", RestoreMember.IdOf(m.Asks), null),
        });

        List<PeerAnswer> Answers(Told[] told) => [.. local.Peers.Select(p => told[p.Id.Value - 1].Answer(local, p.Id.Value, ours))];
    }

    private static ulong Pack(Told[] told) => told.Aggregate(0ul, (all, one) => all << 16 | one.Bits);

    private static VolumeFacts Files(in RestoreMember m)
    {
        var (snapshot, log) = (m.Snapshot, m.Log);
        var bare = snapshot == Origin.Founded && m.Writes == 0 && !m.InLog.Served;
        var start = bare ? 0 : 0x200000001;
        var last = log is Origin.First or Origin.Second && m.Writes == 0 ? RestoreMember.LastOf(log) : 0x300000001;
        return new()
        {
            Snapshots = snapshot == Origin.None ? [] : [new($"snapshot.{start:x}", start, SnapshotCheck.Whole)],
            Logs = log == Origin.None || bare ? [] : [new("log.200000002", 0x200000002, LogCheck.Sound, 0x200000002, last, 50)],
            Epochs = snapshot == Origin.None ? default : new("9", "9", null),
        };
    }
}
