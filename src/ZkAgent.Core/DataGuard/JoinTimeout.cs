using ZkAgent.Core.Peers;

namespace ZkAgent.Core.DataGuard;

/// <summary>Recognises a ZooKeeper that was started without a vote to join a quorum that is gone by now.</summary>
/// <remarks>
/// It looks for a leader without end, and all others may wait for its vote. A last report of a lost quorum can send every blank member
/// this way. It has nothing to lose, so it is stopped and the guard decides again.
/// </remarks>
public static class JoinTimeout
{
    /// <summary>An election after the loss of a leader, or a leader's late word, is no reason.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Why ZooKeeper should be stopped; null while it should go on.</summary>
    /// <param name="decided">What the guard decided before it was started; null when it decided nothing.</param>
    /// <param name="data">What the volume holds now.</param>
    /// <param name="withoutQuorum">For how long no peer has reported a quorum.</param>
    public static string? Why(GuardAction? decided, MemberData data, TimeSpan withoutQuorum) =>
        decided == GuardAction.Join && data is not MemberData.Data && withoutQuorum >= Timeout
            ? "it was started without a vote to join a quorum that is gone; the data guard decides again before the next start"
            : null;
}
