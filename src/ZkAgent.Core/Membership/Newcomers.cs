using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Membership;

/// <summary>The wanted members that the configuration does not name yet.</summary>
/// <param name="Ready">Those that serve with the whole data, in the order of their ids, each with the line that it is to have.</param>
/// <param name="Coming">Those that are not so far.</param>
public sealed record Newcomers(IReadOnlyList<EnsembleServer> Ready, IReadOnlyList<EnsembleServer> Coming)
{
    public static Newcomers Of(RunningFacts facts, EnsembleConfiguration configuration)
    {
        var here = facts.Answers.Where(a => facts.Pattern.Owns(a.Server) && facts.Wants(a.Server) && IsNew(facts, configuration, a.Server.Id)).ToList();
        List<EnsembleServer> ready = [.. here.Where(a => IsReady(a, configuration)).Select(a => LineOf(facts, a.Server.Id)).OrderBy(s => s.Id.Value)];
        // Where the range is not known, a member that answers is a pod that exists.
        var wanted = facts.Range is { } range
            ? range.Ordinals.Select(facts.Pattern.At).Where(s => IsNew(facts, configuration, s.Id))
            : here.Where(a => a.Report is not null).Select(a => LineOf(facts, a.Server.Id));
        return new(ready, [.. wanted.Where(s => ready.All(r => r.Id != s.Id)).OrderBy(s => s.Id.Value)]);
    }

    /// <summary>
    /// Synchronised: it serves, has the data on its volume, and follows this very configuration, which it has from the leader.
    /// </summary>
    private static bool IsReady(PeerAnswer answer, EnsembleConfiguration configuration) => answer.Report is
    {
        Serving: true, Draining: false, Volume.Data: MemberData.Data, Membership.Configuration.Version: var version,
    } && version == configuration.Version;

    /// <summary>An observer of the configuration gets a vote by its own settings alone: those of other members may be older.</summary>
    private static bool IsNew(RunningFacts facts, EnsembleConfiguration configuration, ServerId id) => configuration.Find(id) is not { } line
        || id == facts.Self.Id && line.Role == ServerRole.Observer && facts.Self.Role == ServerRole.Participant && facts.Pattern.Owns(line);

    private static EnsembleServer LineOf(RunningFacts facts, ServerId id) => id == facts.Self.Id ? facts.Self : facts.Pattern.At(facts.Pattern.OrdinalOf(id));
}
