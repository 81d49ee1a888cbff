using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Tests.DataGuard.Model;

/// <summary>What one member heard of another, in a byte, and the real answer that it stands for.</summary>
/// <remarks>Of the lives of a peer's agent only that counts whether it is the present one: an agent that is gone never answers again.</remarks>
internal static class Heard
{
    public const byte Unasked = 0;
    public const byte Silent = 1;
    private const byte First = 2;

    /// <summary>A blank volume, told by the present life; all that an answer of the round before is good for.</summary>
    public static readonly byte Blank = Of(MemberData.Empty, serving: false);

    public static byte Of(MemberData data, bool serving, bool started = false, bool bygone = false) =>
        (byte)(First + (int)data * 8 + (started ? 4 : 0) + (serving ? 2 : 0) + (bygone ? 1 : 0));

    public static bool IsBlank(byte heard) => heard >= First && ((MemberData)((heard - First) / 8)).IsBlank();

    public static bool IsBygone(byte heard) => heard >= First && (heard - First) % 2 == 1;

    public static byte Age(byte heard) => heard >= First && !IsBygone(heard) ? (byte)(heard + 1) : heard;

    /// <summary>The answer as the guard gets it.</summary>
    public static PeerAnswer Answer(LocalMember local, int peer, byte heard)
    {
        if (heard < First) return Three.Silent(local, peer);
        var data = (MemberData)((heard - First) / 8);
        return Three.Tells(
            local, peer, Three.Holds(data, started: (heard - First) / 4 % 2 == 1, life: IsBygone(heard) ? "bygone" : "present"), serving: (heard - First) / 2 % 2 == 1);
    }

    /// <summary>What is worth remembering of an answer once the next round begins; <see cref="ReductionTests"/> shows that no decision needs more.</summary>
    public static byte Remembered(byte heard) => IsBlank(heard) && !IsBygone(heard) ? Blank : Silent;
}
