using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Departure;

/// <summary>Decides whether this member may stop now, or whether the ensemble is better off if it waits.</summary>
/// <param name="Leave">True: stop now.</param>
/// <param name="Sentence">Why.</param>
public readonly record struct DepartureDecision(bool Leave, string Sentence)
{
    /// <summary>How long a quorum may be away before it counts as lost: an election takes less than a second, and a busy server may skip an answer.</summary>
    public static readonly TimeSpan ElectionTimeout = TimeSpan.FromSeconds(2);

    /// <param name="local">Our place in the ensemble.</param>
    /// <param name="withoutQuorum">For how long we have not served in a quorum; null while we do.</param>
    /// <param name="peers">What every other member told just now.</param>
    public static DepartureDecision Decide(LocalMember local, TimeSpan? withoutQuorum, IReadOnlyCollection<PeerAnswer> peers)
    {
        var voters = local.Topology.Participants.Count;
        var rule = local.Topology.Rule;
        var self = local.Self.Id;
        if (local.Standalone || local.Self.Role == ServerRole.Observer)
            return new(true, local.Standalone ? "leaving: a standalone server has no member to wait for" : "leaving: an observer does not count for the quorum");
        if (!rule.CanDoWithout(self))
            return new(true, rule.CountsHeads
                ? $"leaving: with {(voters == 1 ? "one voter" : "two voters")} every stop ends the quorum, so waiting does not help"
                : $"leaving: without {local.Self.ShortName} there is no quorum, because {rule.Share([self])} is this one and a quorum needs {rule.Needed}, so waiting does not help");
        var others = peers.Where(p => p.Server.Role == ServerRole.Participant).ToList();
        List<ServerId> draining = [.. others.Where(p => p.Report is { Draining: true }).Select(p => p.Server.Id), self];
        if (rule.ContainsQuorum(draining)) return new(true, $"leaving: {rule.Share(draining)} leave together, the ensemble is going down");
        if (withoutQuorum is { } lasted)
        {
            // The leader may have been the one that left a moment ago: without us the election that is on might fail.
            List<ServerId> here = [.. others.Where(p => p.Report is { Draining: false }).Select(p => p.Server.Id)];
            return lasted >= ElectionTimeout || !rule.ContainsQuorum([.. here, self])
                ? new(true, "leaving: this member serves in no quorum that could be kept")
                : new(false, $"waiting: there is no quorum at this moment, and {here.Count} other voters are here to elect a leader with");
        }

        // Of members that leave together the highest goes first, so the lower ones are still here for it; they wait for its return.
        List<ServerId> remaining = [.. others.Where(p => p.Stays || p.Report is { Draining: true, Serving: true } && p.Server.Id.Value < self.Value).Select(p => p.Server.Id)];
        if (rule.ContainsQuorum(remaining)) return new(true, $"leaving: {rule.Share(remaining)} stay in sync, a quorum needs {rule.Needed}");
        var missing = others.Where(p => !p.Stays).Select(Explain);
        return new(false, $"waiting: a stop now would leave {rule.Share(remaining)} in sync and a quorum needs {rule.Needed}; {string.Join("; ", missing)}");
    }

    private static string Explain(PeerAnswer peer) => peer.Report switch
    {
        null => $"{peer.Server.ShortName} {peer.Failure}",
        { Draining: true } => $"{peer.Server.ShortName} is leaving too",
        var report => $"{peer.Server.ShortName}: {report.Sentence}",
    };
}
