using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Tests.DataGuard;

namespace ZkAgent.Core.Tests.Restores.Model;

/// <summary>What one member heard of another, in 16 bits, and the real answer that it stands for.</summary>
internal readonly record struct Told(ushort Bits)
{
    public static readonly Told Unasked = new(0);
    public static readonly Told Silent = new(1);

    private const ushort Answered = 2;

    public static Told Of(MemberData data, Origin ensemble, bool placed, Origin asks, bool started, bool serving) => new((ushort)(Answered
        | (int)data << 2 | (int)ensemble << 5 | (placed ? 1 << 8 : 0) | (int)asks << 9 | (started ? 1 << 12 : 0) | (serving ? 1 << 13 : 0)));

    /// <summary>True where the life of the agent that told it is over.</summary>
    private bool IsBygone => Bits >> 14 == 1;

    public Told Aged => Bits < Answered ? this : new((ushort)(Bits | 1 << 14));

    /// <summary>What is worth remembering once the next round begins: only one that was blank and not started counts then.</summary>
    public Told Remembered => Bits < Answered || Data == MemberData.Data || (Bits >> 12 & 1) == 1 ? Silent : this;

    private MemberData Data => (MemberData)(Bits >> 2 & 7);

    /// <summary>True where it told that it has placed this restore, or belongs to it.</summary>
    public bool HasRestore(Origin restore) => Bits >= Answered && ((Bits >> 8 & 1) == 1 && (Origin)(Bits >> 9 & 7) == restore || (Origin)(Bits >> 5 & 7) == restore);

    /// <summary>The answer as the guard gets it.</summary>
    public PeerAnswer Answer(LocalMember local, int peer, EnsembleId? ours)
    {
        if (Bits < Answered) return Three.Silent(local, peer);
        var server = local.Topology.Servers[peer - 1];
        var (ensemble, asks, started) = ((Origin)(Bits >> 5 & 7), (Origin)(Bits >> 9 & 7), (Bits >> 12 & 1) == 1);
        var volume = new MemberVolume(IsBygone ? "bygone" : "present", Data, RestoreMember.IdOf(ensemble), started, []) { Newest = Data == MemberData.Data ? new(1, 1) : null };
        return PeerAnswer.Of(server, ours, new(server.Id, server.Host, (Bits >> 13 & 1) == 1, false, false, "")
        {
            Volume = volume, Restore = asks == Origin.None || Data == MemberData.Data ? null : new(RestoreMember.IdOf(asks)!, (Bits >> 8 & 1) == 1),
        });
    }
}
