using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Membership;

/// <summary>What the other members tell of the configuration.</summary>
public static class ToldConfiguration
{
    /// <summary>The newest that a member of our ensemble tells; null where none tells one.</summary>
    public static EnsembleConfiguration? Newest(IEnumerable<PeerAnswer> answers) => answers
        .Select(a => a.Report?.Membership?.Configuration).OfType<EnsembleConfiguration>().MaxBy(c => c.Version);

    /// <summary>A member that serves in a quorum and tells a configuration; null where there is none.</summary>
    public static PeerAnswer? Serving(IEnumerable<PeerAnswer> answers) =>
        answers.FirstOrDefault(a => a.Report is { Serving: true, Membership.Configuration: not null });

    /// <summary>The answers with each server's role by a list; a server that the list does not name has no vote.</summary>
    public static IReadOnlyList<PeerAnswer> Under(this IEnumerable<PeerAnswer> answers, EnsembleTopology topology) =>
        [.. answers.Select(a => a with { Server = a.Server with { Role = topology.Servers.FirstOrDefault(s => s.Id == a.Server.Id)?.Role ?? ServerRole.Observer } })];
}
