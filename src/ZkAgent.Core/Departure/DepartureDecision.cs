using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Departure;

/// <summary>Decides whether this member may stop now, or whether the ensemble is better off if it waits.</summary>
/// <param name="Leave">True: stop now.</param>
/// <param name="Sentence">Why.</param>
public readonly record struct DepartureDecision(bool Leave, string Sentence)
{
    /// <summary>How long a quorum may be away before it counts as lost: an election takes less than a second, and a busy server may skip an answer.</summary>
    public static readonly TimeSpan ElectionPatience = TimeSpan.FromSeconds(2);

    /// <param name="seat">Our place in the ensemble.</param>
    /// <param name="withoutQuorum">For how long we have not served in a quorum; null while we do.</param>
    /// <param name="peers">What every other member told just now.</param>
    public static DepartureDecision Decide(Seat seat, TimeSpan? withoutQuorum, IReadOnlyCollection<PeerAnswer> peers)
    {
        var voters = seat.Topology.Participants.Count;
        var quorum = seat.Topology.QuorumSize;
        if (seat.Standalone || seat.Self.Role == ServerRole.Observer)
            return new(true, seat.Standalone ? "leaving: a standalone server has nobody to wait for" : "leaving: an observer does not count for the quorum");
        if (voters <= 2) return new(true, $"leaving: with {Count(voters, "voter")} every stop ends the quorum, so waiting helps nobody");
        var others = peers.Where(p => p.Server.Role == ServerRole.Participant).ToList();
        var draining = others.Count(p => p.Report is { Draining: true }) + 1;
        if (draining * 2 > voters) return new(true, $"leaving: {draining} of {voters} voters leave together, the ensemble is going down");
        if (withoutQuorum is { } lasted)
        {
            // The leader may have been the one that left a moment ago: without us the election that is on might fail.
            var here = others.Count(p => p.Report is { Draining: false });
            return lasted >= ElectionPatience || here + 1 < quorum
                ? new(true, "leaving: this member serves in no quorum that could be kept")
                : new(false, $"waiting: there is no quorum at this moment, and {here} other voters are here to elect a leader with");
        }

        // Of members that leave together the highest goes first, so the lower ones are still here for it; they wait for its return.
        var remaining = others.Count(p => p.Stays || p.Report is { Draining: true, Serving: true } && p.Server.Id.Value < seat.Self.Id.Value);
        if (remaining >= quorum) return new(true, $"leaving: {remaining} of {voters} voters stay in sync, a quorum needs {quorum}");
        var missing = others.Where(p => !p.Stays).Select(Explain);
        return new(false, $"waiting: a stop now would leave {remaining} of {voters} voters in sync and a quorum needs {quorum}; {string.Join("; ", missing)}");
    }

    private static string Explain(PeerAnswer peer) => peer.Report switch
    {
        null => $"{peer.Server.ShortName} {peer.Failure}",
        { Draining: true } => $"{peer.Server.ShortName} is leaving too",
        var report => $"{peer.Server.ShortName}: {report.Sentence}",
    };

    private static string Count(int number, string noun) => number == 1 ? $"one {noun}" : $"two {noun}s";
}
