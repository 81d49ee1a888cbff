using ZkAgent.Core.Tests.DataGuard.Model;

namespace ZkAgent.Core.Tests.Membership.Model;

/// <summary>One member: its volume, and what runs.</summary>
internal readonly record struct ModelMember
{
    public Content Content { get; init; }

    /// <summary>The transactions on its volume, a bit for each; changes of the membership are among them.</summary>
    public byte Log { get; init; }

    /// <summary>The last epoch whose leader it was synchronised with.</summary>
    public byte Epoch { get; init; }

    public Mark Mark { get; init; }

    /// <summary>What the identity file says of the list that this volume served with.</summary>
    public ModelList Served { get; init; }

    /// <summary>True where the identity file says that the list was a static one.</summary>
    public bool WasStatic { get; init; }

    /// <summary>The newest committed list in its files.</summary>
    public ModelList File { get; init; }

    /// <summary>The list that was proposed last, zoo.cfg.dynamic.next.</summary>
    public ModelList Next { get; init; }

    public Doing Doing { get; init; }

    /// <summary>The committed list that its ZooKeeper works with.</summary>
    public ModelList Run { get; init; }

    /// <summary>Whom it follows.</summary>
    public byte Leader { get; init; }

    /// <summary>A follower: it has what its leader had. A leader: a quorum has, so it serves.</summary>
    public bool Level { get; init; }

    /// <summary>The overrides that acted in this life of its agent.</summary>
    public bool UsedBootstrap { get; init; }
    public bool UsedVolume { get; init; }

    public bool Looks => Doing == Doing.Looking;

    public bool Votes => Content != Content.None;

    /// <summary>A proposed list that is newer than the committed one: an election and a write need a quorum of both.</summary>
    public ModelList Pending => Next.Exists && Next.Version > Run.Version ? Next : ModelList.None;

    /// <summary>The newest list that it has seen, committed or not: a leader sends it to those that it synchronises.</summary>
    public ModelList Newest => Pending.Exists ? Pending : Run;

    /// <summary>The same volume, its member doing something else.</summary>
    public ModelMember As(Doing doing) => this with { Doing = doing, Leader = 0, Level = false };

    /// <summary>A newer list is committed here.</summary>
    public ModelMember Activates(ModelList list) => list.Version <= Run.Version && Run.Exists ? this
        : this with { Run = list, File = list, Next = Next.Version > list.Version ? Next : ModelList.None };

    public ulong Lists => File.Version | (ulong)File.Voters << 8 | (ulong)Next.Version << 16 | (ulong)Next.Voters << 24
        | (ulong)Run.Version << 32 | (ulong)Run.Voters << 40 | (ulong)Served.Version << 48 | (ulong)Served.Voters << 56;

    public ulong State => (ulong)Log | (ulong)Epoch << 8 | (ulong)Content << 16 | (ulong)Mark << 18 | (ulong)Doing << 20 | (ulong)Leader << 24 | (Level ? 1ul << 28 : 0)
        | (UsedBootstrap ? 1ul << 29 : 0) | (UsedVolume ? 1ul << 30 : 0) | (WasStatic ? 1ul << 31 : 0);
}
