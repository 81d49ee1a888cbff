using System.Runtime.InteropServices;
using ZkAgent.Core.Tests.DataGuard.Model;

namespace ZkAgent.Core.Tests.Restores.Model;

/// <summary>One state of three members.</summary>
internal sealed class RestoreWorld
{
    public const int Count = 3;

    public RestoreWorld(params RestoreMember[] members) => Members = members;

    private RestoreWorld(RestoreWorld other)
    {
        (Members, Before, Now) = ([.. other.Members], [.. other.Before], [.. other.Now]);
        (Setting, Changes, Wipes, Returns, Written, Acknowledged, Broken) = (other.Setting, other.Changes, other.Wipes, other.Returns, other.Written, other.Acknowledged, other.Broken);
    }

    public RestoreMember[] Members { get; }

    /// <summary>What each member (row) heard of each (column) in the round before, and in this one.</summary>
    public Told[] Before { get; } = new Told[Count * Count];
    public Told[] Now { get; } = new Told[Count * Count];

    /// <summary>ZK_RESTORE in the StatefulSet; an agent gets it when it starts.</summary>
    public Origin Setting { get; set; }

    public int Changes { get; set; }
    public int Wipes { get; set; }
    public int Returns { get; set; }
    public int Written { get; set; }

    /// <summary>The writes that a client was told are safe; forgotten in a moment in which no volume has data.</summary>
    public int Acknowledged { get; set; }

    /// <summary>What must never happen and did; null while all is well.</summary>
    public string? Broken { get; set; }

    public RestoreWorld Copy() => new(this);

    public ref Told Heard(int i, int j) => ref Now[i * Count + j];

    public Span<Told> BeforeOf(int i) => Before.AsSpan(i * Count, Count);
    public Span<Told> NowOf(int i) => Now.AsSpan(i * Count, Count);

    /// <summary>Epochs count by their order alone. Between two of them there is room: the next one of a quorum may be below that of a member that is away.</summary>
    public void RankEpochs()
    {
        var ranks = Members.SelectMany(m => (byte[])[m.Epoch, m.StartEpoch]).Append((byte)0).Distinct().Order().ToList();
        for (var i = 0; i < Count; i++) Members[i] = Members[i] with { Epoch = (byte)(2 * ranks.IndexOf(Members[i].Epoch)), StartEpoch = (byte)(2 * ranks.IndexOf(Members[i].StartEpoch)) };
    }

    public ulong Hash()
    {
        var hash = World.Mix((uint)Setting | (ulong)Changes << 4 | (ulong)Wipes << 8 | (ulong)Returns << 12 | (ulong)Written << 16 | (ulong)Acknowledged << 20 | (Broken is null ? 0 : 1ul << 30));
        foreach (var member in Members) hash = World.Mix(hash ^ member.Packed);
        foreach (var told in MemoryMarshal.Cast<Told, ushort>(Before)) hash = World.Mix(hash ^ told);
        foreach (var told in MemoryMarshal.Cast<Told, ushort>(Now)) hash = World.Mix(hash ^ told);
        return hash;
    }
}
