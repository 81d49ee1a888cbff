using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Peers;

/// <summary>What a look at one peer brought: its report, or why there is none.</summary>
/// <param name="Server">The peer.</param>
/// <param name="Report">What it told; null when it told nothing.</param>
/// <param name="Failure">Why its agent told nothing, in words that follow its name: "does not resolve". Its ZooKeeper may have answered all the same.</param>
public sealed record PeerAnswer(EnsembleServer Server, MemberReport? Report, string Failure)
{
    /// <summary>True when it serves in a quorum and is not about to leave.</summary>
    public bool Stays => Report is { Serving: true, Draining: false };
}

/// <summary>Several peers in a sentence.</summary>
public static class PeerAnswers
{
    /// <summary>Their short names: "zk-0 and zk-2".</summary>
    public static string Names(this IEnumerable<PeerAnswer> peers) => string.Join(" and ", peers.Select(p => p.Server.ShortName));
}
