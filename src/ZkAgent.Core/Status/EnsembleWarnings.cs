using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Protocol;

namespace ZkAgent.Core.Status;

/// <summary>Finds what is odd about an ensemble although it may serve.</summary>
public static class EnsembleWarnings
{
    public static IReadOnlyList<string> Find(EnsembleTopology topology, IReadOnlyList<MemberSample> members, MemberSample? leader) =>
    [
        .. Explanations(members), .. StaleLeaders(members, leader), .. Versions(members), .. Membership(topology, members),
        .. Standalone(topology, members), .. WordsNotAllowed(members),
    ];

    /// <summary>The table has a word for a member that does not serve; its agent has the reason.</summary>
    private static IEnumerable<string> Explanations(IReadOnlyList<MemberSample> members) => members
        .Where(member => member.Report is null && member.Sample.Explanation is not null)
        .Select(member => $"{member.Server.ShortName} does not serve: {member.Sample.Explanation}");

    private static IEnumerable<string> StaleLeaders(IReadOnlyList<MemberSample> members, MemberSample? leader) => members
        .Where(member => Leadership.IsStale(member, leader))
        .Select(member => $"{member.Server.ShortName} still says it leads; {leader!.Server.ShortName} leads in a newer epoch");

    private static IEnumerable<string> Versions(IReadOnlyList<MemberSample> members)
    {
        var versions = members.Where(m => m.Report?.Version is not null).GroupBy(m => m.Report!.Version!).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        if (versions.Count > 1)
            yield return "versions differ: " + string.Join(", ", versions.Select(g => $"{g.Key} on {Names(g)}"));
    }

    /// <summary>Each server counts the voters in its own configuration; they ought to agree with each other and with ours.</summary>
    private static IEnumerable<string> Membership(EnsembleTopology topology, IReadOnlyList<MemberSample> members) => members
        .Where(m => m.Report?.QuorumSize is { } voters && voters != topology.Participants.Count)
        .GroupBy(m => m.Report!.QuorumSize!.Value)
        .OrderBy(g => g.Key)
        .Select(g => $"{g.Key} voters are counted by {Names(g)}, expected were {topology.Participants.Count}: the server lists differ");

    private static IEnumerable<string> Standalone(EnsembleTopology topology, IReadOnlyList<MemberSample> members) => members
        .Where(m => topology.Servers.Count > 1 && m.Report?.Mode == ServerMode.Standalone)
        .Select(m => $"{m.Server.ShortName} runs standalone although the ensemble has {topology.Servers.Count} servers: its data is its own");

    private static IEnumerable<string> WordsNotAllowed(IReadOnlyList<MemberSample> members)
    {
        var names = Names(members.Where(m => m.Sample.Mntr?.Kind == AnswerKind.NotWhitelisted));
        if (names.Length > 0)
            yield return $"mntr is not in 4lw.commands.whitelist of {names}: synced followers are not known";
    }

    private static string Names(IEnumerable<MemberSample> members) => string.Join(", ", members.Select(m => m.Server.ShortName));
}
