namespace ZkAgent.Core.Tests.DataGuard.Model;

/// <summary>What ZooKeeper's files on a volume hold.</summary>
internal enum Content
{
    None,

    /// <summary>snapshot.0: a database without a transaction.</summary>
    Bare,

    /// <summary>A database that was in an epoch, with the transactions that <see cref="ModelMember.Writes"/> says.</summary>
    Tree,
}

/// <summary>The identity on a volume.</summary>
internal enum Mark
{
    None,
    Initialized,
    Served,
}

/// <summary>What the agent moved aside on a volume.</summary>
internal enum Aside
{
    Nothing,

    /// <summary>Damaged data, within the hour.</summary>
    Recent,

    /// <summary>Damaged data, longer ago.</summary>
    Old,
}

/// <summary>What a member does.</summary>
internal enum Doing
{
    /// <summary>Neither agent nor ZooKeeper runs; its volume may be wiped.</summary>
    Down,

    /// <summary>The agent runs and has not yet decided.</summary>
    Asking,

    /// <summary>It was decided to found; ZooKeeper has not yet made its empty database.</summary>
    Founding,

    /// <summary>ZooKeeper looks for a leader; with a database it votes, without it does not.</summary>
    Looking,
    Leading,
    Following,

    /// <summary>Its leader is gone and it has not noticed: it still says that it serves.</summary>
    Orphaned,
}

/// <summary>One member of the model.</summary>
/// <param name="Writes">The transactions on its volume, a bit for each.</param>
/// <param name="Epoch">The last epoch whose leader it was brought level with; 0 without one.</param>
/// <param name="Leader">Whom it follows; 0 unless it does.</param>
/// <param name="Level">A follower: it has what its leader had. A leader: a quorum has, so it serves.</param>
internal readonly record struct ModelMember(Content Content, int Writes, int Epoch, Mark Mark, Doing Doing, int Leader, bool Level)
{
    /// <summary>ZooKeeper would not start with its files, or with less than they were.</summary>
    public bool Damaged { get; init; }

    public Aside Aside { get; init; }

    /// <summary>Overrides that acted in this life of its agent.</summary>
    public bool UsedBootstrap { get; init; }
    public bool UsedDamaged { get; init; }

    /// <summary>Members that an override gave up when it gave this one a vote, a bit for each; until it serves.</summary>
    public int GivenUp { get; init; }

    public bool Votes => Content != Content.None;

    public bool LooksForLeader => Doing == Doing.Looking;

    /// <summary>All of it in 32 bits.</summary>
    public uint Packed => (uint)Content | (uint)Writes << 2 | (uint)Epoch << 6 | (uint)Mark << 10 | (uint)Doing << 12 | (uint)Leader << 16 | (Level ? 1u << 20 : 0)
        | (Damaged ? 1u << 21 : 0) | (uint)Aside << 22 | (UsedBootstrap ? 1u << 24 : 0) | (UsedDamaged ? 1u << 25 : 0) | (uint)GivenUp << 26;

    /// <summary>The same without what names another member.</summary>
    public uint Kind => (this with { Leader = 0 }).Packed;

    /// <summary>The same volume, its member doing something else.</summary>
    public ModelMember As(Doing doing) => this with { Doing = doing, Leader = 0, Level = false };
}
