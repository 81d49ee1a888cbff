using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;

namespace ZkAgent.Core.Tests.DataGuard.Model;

/// <summary>The rule that the model's agents obey: the real one, or the real one fed with forged facts.</summary>
/// <param name="Name">What it is called in figures.</param>
internal sealed record Rule(string Name)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<(RuleInput Input, ulong Heard), GuardDecision> _decided = [];
    private readonly Dictionary<(Content, bool, Mark, bool, Aside), MemberData> _judged = [];

    /// <summary>The product's rule, untouched.</summary>
    public static Rule Real => new("the rule");

    /// <summary>The same with every override set on every member, until a moment.</summary>
    public static Rule RealForced => Real with { Forced = new(Bootstrap: true, Volume: false, Damaged: true) };

    public Func<GuardFacts, GuardDecision> Decision { get; init; } = VoteDecision.Decide;

    /// <summary>Makes a volume's verdict another one.</summary>
    public Func<ModelMember, MemberData, MemberData> Twist { get; init; } = (_, data) => data;

    /// <summary>Which members are a quorum; null: more than half.</summary>
    public QuorumRule? Quorums { get; init; }

    /// <summary>The overrides that the operator sets on all members, as a StatefulSet's environment does.</summary>
    public GuardOverrides Forced { get; init; } = GuardOverrides.None;

    /// <summary>What the product says of such a volume, from the files and the identity on it.</summary>
    public MemberData Judge(in ModelMember member)
    {
        var key = (member.Content, member.Writes != 0, member.Mark, member.Damaged, member.Aside);
        if (!_judged.TryGetValue(key, out var data))
        {
            var identity = member.Mark == Mark.None ? null : Three.IdentityOf(1, null) with { Served = member.Mark == Mark.Served };
            data = Twist(member, VolumeJudgement.Judge(ModelFiles.Of(member, Now), standalone: false, new(new(identity, null), null), heldDataBefore: false, Now).Data);
            _judged.Add(key, data);
        }
        return data;
    }

    /// <summary>What the product decides.</summary>
    /// <param name="input">Who decides, and what it knows of itself.</param>
    /// <param name="before">What it remembers of each member.</param>
    /// <param name="now">What it heard of each just now.</param>
    public GuardDecision Decide(RuleInput input, ReadOnlySpan<byte> before, ReadOnlySpan<byte> now)
    {
        var heard = 0ul;
        for (var i = 0; i < input.Servers; i++) heard = heard << 12 | (ulong)before[i] << 6 | now[i];
        if (!_decided.TryGetValue((input, heard), out var decision))
            _decided.Add((input, heard), decision = Decision(Facts(input, before.ToArray(), now.ToArray())));
        return decision;
    }

    private GuardFacts Facts(RuleInput input, byte[] before, byte[] now)
    {
        var local = Three.LocalMemberOf(input.Self + 1, input.Servers);
        if (Quorums is { } quorums) local = local with { Topology = local.Topology with { Rule = quorums } };
        var own = Three.Own(input.Own) with { RecentQuarantine = input.RecentQuarantine ? new(Now, QuarantineKind.Damage) : null };
        return new(local, own, [.. Answers(local, before)], [.. Answers(local, now)], Overrides(input))
        {
            Silences = local.Peers.ToDictionary(p => p.Id, p => (input.LongSilent >> (p.Id.Value - 1) & 1) == 1 ? GuardFacts.Timeout : TimeSpan.Zero),
        };
    }

    /// <summary>As the product judges them by the clock: in force for a minute more, or over for a minute.</summary>
    private GuardOverrides Overrides(RuleInput input)
    {
        var until = Now + (input.OverridesAreOver ? -1 : 1) * TimeSpan.FromMinutes(1);
        return GuardOverrides.At(
            new OverrideSettings { Bootstrap = Forced.Bootstrap ? until : null, Volume = Forced.Volume ? until : null, Damaged = Forced.Damaged ? until : null },
            Now, new(input.UsedBootstrap, false, input.UsedDamaged));
    }

    private static IEnumerable<Core.Peers.PeerAnswer> Answers(LocalMember local, byte[] heard) =>
        local.Peers.Select(p => Heard.Answer(local, p.Id.Value, heard[p.Id.Value - 1]));
}

/// <summary>Who decides, and what it knows of itself.</summary>
/// <param name="Servers">How many there are.</param>
/// <param name="Self">Who decides; from 0.</param>
/// <param name="Own">Its volume.</param>
internal readonly record struct RuleInput(int Servers, int Self, MemberData Own)
{
    /// <summary>Damaged data was moved aside from its volume within the hour.</summary>
    public bool RecentQuarantine { get; init; }

    /// <summary>The members that it has not heard for as long as an override waits, a bit for each.</summary>
    public int LongSilent { get; init; }

    public bool OverridesAreOver { get; init; }
    public bool UsedBootstrap { get; init; }
    public bool UsedDamaged { get; init; }

    public static RuleInput Of(World world, int i, MemberData own)
    {
        var silent = 0;
        for (var j = 0; j < world.Count; j++)
        {
            if (world.IsLongSilent(i, j)) silent |= 1 << j;
        }
        var m = world.Members[i];
        return new(world.Count, i, own)
        {
            RecentQuarantine = m.Aside == Aside.Recent, LongSilent = silent, OverridesAreOver = world.OverridesAreOver, UsedBootstrap = m.UsedBootstrap, UsedDamaged = m.UsedDamaged,
        };
    }
}
