using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Tests.DataGuard.Model;

/// <summary>One state of the whole ensemble. Steps make a copy; a state that was handed out never changes.</summary>
internal sealed class World
{
    /// <summary>A bit for each pair: up to five members.</summary>
    private uint _longSilent;

    /// <summary>Whether a set of members, a bit for each, is a quorum.</summary>
    private readonly bool[] _quorums;

    /// <param name="members">The members, from zk-0 on.</param>
    /// <param name="rule">Which of them are a quorum; null: more than half.</param>
    public World(ModelMember[] members, QuorumRule? rule = null)
    {
        _quorums = [.. Enumerable.Range(0, 1 << members.Length).Select(set => rule is null
            ? int.PopCount(set) > members.Length / 2
            : rule.ContainsQuorum(Enumerable.Range(0, members.Length).Where(i => (set >> i & 1) == 1).Select(i => new ServerId(i + 1))))];
        Members = members;
        Before = new byte[members.Length * members.Length];
        Now = new byte[members.Length * members.Length];
    }

    private World(World other)
    {
        _quorums = other._quorums;
        Members = [.. other.Members];
        Before = [.. other.Before];
        Now = [.. other.Now];
        (Acknowledged, Written, Wipes, Damages, Lost) = (other.Acknowledged, other.Written, other.Wipes, other.Damages, other.Lost);
        (OverridesAreOver, _longSilent) = (other.OverridesAreOver, other._longSilent);
    }

    public ModelMember[] Members { get; }

    /// <summary>What each member (row) heard of each (column) in the round before, and in this one.</summary>
    public byte[] Before { get; }
    public byte[] Now { get; }

    /// <summary>The writes that a client was told are safe; forgotten in a moment in which every volume is blank.</summary>
    public int Acknowledged { get; set; }

    public int Written { get; set; }
    public int Wipes { get; set; }
    public int Damages { get; set; }

    /// <summary>True once the moment has passed until which the operator's overrides hold.</summary>
    public bool OverridesAreOver { get; set; }

    /// <summary>True when a quorum has elected a leader without an acknowledged write.</summary>
    public bool Lost { get; set; }

    public int Count => Members.Length;

    /// <param name="among">A bit for each member.</param>
    public bool IsQuorum(int among) => _quorums[among];

    public World Copy() => new(this);

    public Span<byte> BeforeOf(int member) => Before.AsSpan(member * Count, Count);

    /// <summary>True when a member has had no answer of another one for as long as an override waits.</summary>
    public bool IsLongSilent(int member, int other) => (_longSilent >> Bit(member, other) & 1) == 1;

    public void SetLongSilent(int member, int other) => _longSilent |= 1u << Bit(member, other);

    public void Hears(int member, int other) => _longSilent &= ~(1u << Bit(member, other));

    /// <summary>A member begins to count silences again.</summary>
    public void ForgetSilences(int member)
    {
        for (var j = 0; j < Count; j++) Hears(member, j);
    }

    private int Bit(int member, int other) => member * Count + other;

    public Span<byte> NowOf(int member) => Now.AsSpan(member * Count, Count);

    /// <summary>True when the members that follow it are a quorum, itself included.</summary>
    public bool HasQuorum(int leader, bool level)
    {
        var followers = 1 << leader;
        for (var i = 0; i < Count; i++)
        {
            if (Members[i] is var m && m.Doing == Doing.Following && m.Leader == leader && (m.Level || !level)) followers |= 1 << i;
        }
        return IsQuorum(followers);
    }

    /// <summary>What a member's health says of it.</summary>
    public bool Serves(int member) => Members[member] is var m && m.Doing switch
    {
        Doing.Leading => m.Level,
        Doing.Following => m.Level && Members[m.Leader].Level,
        Doing.Orphaned => true,
        _ => false,
    };

    /// <summary>Epochs count by their order alone.</summary>
    public void RankEpochs()
    {
        Span<int> rank = stackalloc int[32];
        rank.Clear();
        foreach (var m in Members) rank[m.Epoch] = 1;
        rank[0] = 0;
        for (var e = 1; e < rank.Length; e++) rank[e] += rank[e - 1];
        for (var i = 0; i < Count; i++) Members[i] = Members[i] with { Epoch = rank[Members[i].Epoch] };
    }

    /// <summary>64 bits of what is not any member's own.</summary>
    public ulong HashOfBooks() => Mix((ulong)(uint)(Acknowledged | Written << 8 | Wipes << 12 | Damages << 16 | (OverridesAreOver ? 1 << 20 : 0) | (Lost ? 1 << 24 : 0)));

    public static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9;
        x = (x ^ x >> 27) * 0x94D049BB133111EB;
        return x ^ x >> 31;
    }
}
