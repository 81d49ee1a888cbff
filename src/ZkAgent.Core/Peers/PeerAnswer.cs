using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Peers;

/// <summary>What sampling one peer gave: its report, or why there is none.</summary>
/// <param name="Server">The peer.</param>
/// <param name="Report">What it told; null when it told nothing, or when what answered is not that member.</param>
/// <param name="Failure">Why its agent told nothing, in words that follow its name: "does not resolve". Its ZooKeeper may have answered all the same.</param>
public sealed record PeerAnswer(EnsembleServer Server, MemberReport? Report, string Failure)
{
    /// <summary>True where its agent's port is silent and its ZooKeeper's is not.</summary>
    public bool IsBlocked { get; init; }

    /// <summary>What a member of that name and another ensemble told. It vouches for nothing; that it is there shows that one of both volumes is in the wrong place.</summary>
    public MemberReport? Stranger { get; init; }

    /// <summary>True when it serves in a quorum and is not about to leave.</summary>
    public bool Stays => Report is { Serving: true, Draining: false };

    /// <summary>Takes a report only as that of the member that was asked.</summary>
    /// <param name="peer">Whom the question was for.</param>
    /// <param name="ours">Our ensemble; null while it is not known.</param>
    /// <param name="report">What was answered.</param>
    public static PeerAnswer Of(EnsembleServer peer, EnsembleId? ours, MemberReport report)
    {
        if (report.Id != peer.Id || !MemberNames.Same(report.Name, peer.Host))
            return new(peer, null, $"is answered for by {(report.Name.Length > 0 ? report.Name : "a member without a name")} (myid {report.Id}), which is another member");
        // An old answer counts here as well: a volume changes its ensemble only by the hand of its agent, which then knows it.
        if (report.Volume?.Ensemble is { } theirs && ours is not null && theirs != ours)
            return new(peer, null, $"belongs to ensemble {theirs.Abbreviated} and not to {ours.Abbreviated}") { Stranger = report };
        return report.Volume is { StillHolds: false, Age: { } age }
            ? new(peer, report with { Volume = null, Restore = null }, $"cannot read its volume now and was {report.Volume.Data.Word()} {DurationFormat.Duration(age)} ago")
            : new(peer, report, "");
    }
}

/// <summary>Several peers in a sentence.</summary>
public static class PeerAnswers
{
    /// <summary>Their short names: "zk-0 and zk-2".</summary>
    public static string Names(this IEnumerable<PeerAnswer> peers) => string.Join(" and ", peers.Select(p => p.Server.ShortName));
}
