using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Membership;

/// <summary>One server of the membership.</summary>
/// <param name="Server">Its line: that of the configuration, or for a joiner the one that it is to have.</param>
/// <param name="Role">What it is.</param>
/// <param name="Votes">True where the configuration gives it a vote.</param>
/// <param name="Serves">True where it serves in a quorum.</param>
public sealed record MembershipEntry(EnsembleServer Server, MembershipRole Role, bool Votes, bool Serves);

/// <summary>The membership as one member sees it, for status and metrics.</summary>
/// <param name="Version">The configuration's version; null while none is known.</param>
/// <param name="Wanted">How many members the StatefulSet asks for; null where it is not known.</param>
/// <param name="State">What this member does about it.</param>
/// <param name="Sentence">Why.</param>
/// <param name="Members">All servers in the order of their ids.</param>
public sealed record MembershipView(string? Version, int? Wanted, MembershipState State, string Sentence, IReadOnlyList<MembershipEntry> Members)
{
    /// <param name="facts">What is known.</param>
    /// <param name="state">What this member does.</param>
    /// <param name="sentence">Why.</param>
    public static MembershipView Of(RunningFacts facts, MembershipState state, string sentence)
    {
        if (facts.Configuration is not { } configuration) return new(null, facts.Range?.Count, state, sentence, []);
        var named = configuration.Servers.Select(s => new MembershipEntry(
            s, facts.Pattern.Owns(s) && !facts.Wants(s) ? MembershipRole.Leaving : s.Role == ServerRole.Participant ? MembershipRole.Voter : MembershipRole.Observer,
            s.Role == ServerRole.Participant, Serves(s)));
        var newcomers = Newcomers.Of(facts, configuration);
        var joining = newcomers.Ready.Concat(newcomers.Coming).Where(s => configuration.Find(s.Id) is null)
            .Select(s => new MembershipEntry(s, MembershipRole.Joiner, Votes: false, Serves(s)));
        return new(configuration.VersionText, facts.Range?.Count, state, sentence, [.. named.Concat(joining).OrderBy(m => m.Server.Id.Value)]);

        bool Serves(EnsembleServer server) => facts.ReportOf(server.Id) is { Serving: true };
    }

    /// <summary>The servers with the votes that the configuration gives; null while none is known.</summary>
    public EnsembleTopology? Topology => Members.Count == 0
        ? null
        : new([.. Members.Select(m => m.Server with { Role = m.Votes ? ServerRole.Participant : ServerRole.Observer })]);

    /// <summary>The members that clients are to know: those of the configuration that stay. Null where there are none.</summary>
    public EnsembleTopology? Staying => Members.Where(m => m.Role is MembershipRole.Voter or MembershipRole.Observer).Select(m => m.Server).ToList() is { Count: > 0 } staying ? new(staying) : null;

    /// <summary>The role of a server; null where the membership does not name it.</summary>
    public MembershipRole? RoleOf(ServerId id) => Members.FirstOrDefault(m => m.Server.Id == id)?.Role;

    /// <summary>How many servers have a role.</summary>
    public int Count(MembershipRole role) => Members.Count(m => m.Role == role);
}
