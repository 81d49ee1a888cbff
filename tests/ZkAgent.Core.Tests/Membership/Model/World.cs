using ZkAgent.Core.Tests.DataGuard.Model;

namespace ZkAgent.Core.Tests.Membership.Model;

/// <summary>One state of all members. Steps make a copy; a state that was handed out never changes.</summary>
internal sealed class World(ModelMember[] members)
{
    /// <summary>The most transactions, those that change the membership included.</summary>
    public const int Longest = 8;

    private World(World other) : this([.. other.Members])
    {
        Changes = other.Changes;
        (Acknowledged, Written, Writes, Wipes, Losses, Scales) = (other.Acknowledged, other.Written, other.Writes, other.Wipes, other.Losses, other.Scales);
        (InForce, Wanted, WantedBefore, Replicas, Forced, Gone, Broken) = (other.InForce, other.Wanted, other.WantedBefore, other.Replicas, other.Forced, other.Gone, other.Broken);
    }

    public ModelMember[] Members { get; } = members;

    /// <summary>The list that a transaction makes; none for a write of a client.</summary>
    public ModelList[] Changes { get; private set; } = new ModelList[Longest];

    /// <summary>The transactions that are on a quorum of the list that was in force.</summary>
    public int Acknowledged { get; set; }

    /// <summary>All transactions, and those of clients.</summary>
    public int Written { get; set; }
    public int Writes { get; set; }

    public int Wipes { get; set; }
    public int Losses { get; set; }
    public int Scales { get; set; }

    /// <summary>The newest list that was in force.</summary>
    public ModelList InForce { get; set; }

    /// <summary>spec.replicas, and what it was before.</summary>
    public int Wanted { get; set; }
    public int WantedBefore { get; set; }

    /// <summary>ZK_REPLICAS.</summary>
    public int Replicas { get; set; }

    /// <summary>True once an override acted.</summary>
    public bool Forced { get; set; }

    /// <summary>The members that an override gave up, a bit for each. They stay away: an override promises nothing for one that comes back.</summary>
    public int Gone { get; set; }

    /// <summary>What must never happen and did; null while all is well.</summary>
    public string? Broken { get; set; }

    public int Count => Members.Length;

    public World Copy() => new(this);

    public void SetChange(int transaction, ModelList list)
    {
        Changes = [.. Changes];
        Changes[transaction] = list;
    }

    /// <summary>Those that follow a leader, itself included; a bit for each.</summary>
    public int Followers(int leader, bool level)
    {
        var followers = 1 << leader;
        for (var i = 0; i < Count; i++)
        {
            if (Members[i] is { Doing: Doing.Following } m && m.Leader == leader && (m.Level || !level)) followers |= 1 << i;
        }
        return followers;
    }

    /// <summary>True where those are a quorum of the leader's list, and of a newer one that it has seen.</summary>
    public static bool IsQuorum(in ModelMember leader, int among) => leader.Run.IsQuorum(among) && (!leader.Pending.Exists || leader.Pending.IsQuorum(among));

    /// <summary>What a member's health says of it.</summary>
    public bool Serves(int member) => Members[member] is var m && m.Doing switch
    {
        Doing.Leading => m.Level,
        Doing.Following => m.Level && Members[m.Leader].Level && m.Run.Version != 0,
        Doing.Orphaned => true,
        _ => false,
    };

    /// <summary>Epochs count by their order alone, those in versions included.</summary>
    public void RankEpochs()
    {
        Span<int> rank = stackalloc int[16];
        rank.Clear();
        foreach (var m in Members)
        {
            rank[m.Epoch] = 1;
            foreach (var list in (ReadOnlySpan<ModelList>)[m.File, m.Next, m.Run, m.Served]) rank[list.Epoch] = 1;
        }
        foreach (var change in Changes) rank[change.Epoch] = 1;
        rank[InForce.Epoch] = 1;
        rank[0] = 0;
        for (var e = 1; e < rank.Length; e++) rank[e] += rank[e - 1];
        for (var i = 0; i < Count; i++)
        {
            var m = Members[i];
            Members[i] = m with
            {
                Epoch = (byte)rank[m.Epoch],
                File = m.File.InEpoch(rank[m.File.Epoch]),
                Next = m.Next.InEpoch(rank[m.Next.Epoch]),
                Run = m.Run.InEpoch(rank[m.Run.Epoch]),
                Served = m.Served.InEpoch(rank[m.Served.Epoch]),
            };
        }
        var changes = Changes;
        for (var k = 0; k < Longest; k++)
        {
            if (rank[changes[k].Epoch] == changes[k].Epoch) continue;
            if (Changes == changes) Changes = [.. changes];
            Changes[k] = changes[k].InEpoch(rank[changes[k].Epoch]);
        }
        InForce = InForce.InEpoch(rank[InForce.Epoch]);
    }

    /// <summary>64 bits of everything.</summary>
    public ulong Hash()
    {
        var hash = DataGuard.Model.World.Mix((ulong)(uint)(Acknowledged | Written << 8 | Writes << 12 | Wipes << 16 | Losses << 20 | Scales << 24));
        hash = DataGuard.Model.World.Mix(hash ^ (InForce.Version | (ulong)InForce.Voters << 8 | (ulong)Wanted << 16 | (ulong)WantedBefore << 20 | (ulong)Replicas << 24 | (Forced ? 1ul << 28 : 0) | (ulong)Gone << 32 | (Broken is null ? 0 : 1ul << 29)));
        foreach (var m in Members) hash = DataGuard.Model.World.Mix(DataGuard.Model.World.Mix(hash ^ m.Lists) ^ m.State);
        for (var k = 0; k < Written; k++) hash = DataGuard.Model.World.Mix(hash ^ (Changes[k].Version | (ulong)Changes[k].Voters << 8));
        return hash;
    }
}
