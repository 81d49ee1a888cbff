using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Tests.DataGuard.Model;

/// <summary>The rule that the model's agents obey: the real one, or the real one fed with forged facts.</summary>
/// <param name="Name">What it is called in figures.</param>
internal sealed record Rule(string Name)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<(int Servers, int Self, MemberData Own, ulong Heard), GuardAction> _decided = [];
    private readonly Dictionary<(Content, bool, Mark), MemberData> _judged = [];

    /// <summary>The product's rule, untouched.</summary>
    public static Rule Real => new("the rule");

    public Func<GuardFacts, GuardAction> Decision { get; init; } = facts => VoteDecision.Decide(facts).Action;

    /// <summary>Makes a volume's verdict another one.</summary>
    public Func<ModelMember, MemberData, MemberData> Twist { get; init; } = (_, data) => data;

    /// <summary>What the product says of such a volume, from the files and the stamp that lie on it.</summary>
    public MemberData Judge(in ModelMember member)
    {
        var key = (member.Content, member.Writes != 0, member.Mark);
        if (!_judged.TryGetValue(key, out var data))
        {
            var stamp = member.Mark == Mark.None ? null : Three.StampOf(1, null) with { Served = member.Mark == Mark.Served };
            data = Twist(member, VolumeJudgement.Judge(Files(member), standalone: false, new(new(stamp, null), null), heldDataBefore: false, Now).Data);
            _judged.Add(key, data);
        }
        return data;
    }

    /// <summary>What the product decides.</summary>
    /// <param name="servers">How many there are.</param>
    /// <param name="self">Who decides; from 0.</param>
    /// <param name="own">Its volume.</param>
    /// <param name="before">What it remembers of each member.</param>
    /// <param name="now">What it heard of each just now.</param>
    public GuardAction Decide(int servers, int self, MemberData own, ReadOnlySpan<byte> before, ReadOnlySpan<byte> now)
    {
        var heard = 0ul;
        for (var i = 0; i < servers; i++) heard = heard << 12 | (ulong)before[i] << 6 | now[i];
        var key = (servers, self, own, heard);
        if (!_decided.TryGetValue(key, out var action))
            _decided.Add(key, action = Decision(Facts(servers, self, own, before.ToArray(), now.ToArray())));
        return action;
    }

    private static GuardFacts Facts(int servers, int self, MemberData own, byte[] before, byte[] now)
    {
        var seat = Three.SeatOf(self + 1, servers);
        return new(seat, Three.Own(own), [.. Answers(seat, before)], [.. Answers(seat, now)], GuardOverrides.None);
    }

    private static IEnumerable<Core.Peers.PeerAnswer> Answers(Seat seat, byte[] heard) =>
        seat.Peers.Select(p => Heard.Answer(seat, p.Id.Value, heard[p.Id.Value - 1]));

    private static VolumeFacts Files(in ModelMember member)
    {
        var nothing = new VolumeFacts { Snapshots = [], Logs = [], Epochs = default };
        if (member.Content == Content.None) return nothing;
        var (name, zxid) = member.Content == Content.Bare ? ("snapshot.0", 0L) : ("snapshot.100000000", 0x100000000);
        return nothing with
        {
            Snapshots = [new(name, zxid, 500, SnapshotCheck.Whole)],
            Logs = member.Writes == 0 ? [] : [new("log.100000001", 0x100000001, 500, LogCheck.Sound, 0x100000001, 0x100000002, 50)],
            Epochs = new("1", "1", null),
        };
    }
}
