using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Peers;

/// <summary>Refuses a step of TLS or authentication that skips one: members two steps apart do not reach each other.</summary>
public static class SkippedPhase
{
    /// <param name="own">The steps by our settings.</param>
    /// <param name="answers">What the other members told. One that does not tell its steps counts as compatible.</param>
    /// <returns>A sentence for each step that is too far away; null where there is none.</returns>
    public static string? Problem(SecurityPhases own, IReadOnlyList<PeerAnswer> answers)
    {
        var problems = new List<string>();
        foreach (var answer in answers)
        {
            if (answer.Report?.Phases is not { } peer) continue;
            problems.AddRange(new[]
            {
                Apart(SecurityCatalog.QuorumTls, own.QuorumTls, peer.QuorumTls, answer), Apart(SecurityCatalog.QuorumSasl, own.QuorumSasl, peer.QuorumSasl, answer),
                Apart(SecurityCatalog.ClientTls, own.ClientTls, peer.ClientTls, answer), Apart(SecurityCatalog.ClientSasl, own.ClientSasl, peer.ClientSasl, answer),
            }.OfType<string>());
            // The first member that is too far away has the steps that the others have or come from.
            if (problems.Count > 0) break;
        }
        return problems.Count > 0 ? string.Join("; ", problems) : null;
    }

    private static string? Apart<T>(Setting setting, T own, T peer, PeerAnswer answer) where T : struct, Enum
    {
        var (from, to) = (Index(peer), Index(own));
        if (Math.Abs(from - to) < 2) return null;
        var step = from < to ? 1 : -1;
        var between = Enumerable.Range(1, Math.Abs(to - from) - 1).Select(i => SecurityPhases.Word(Enum.GetValues<T>()[from + (i * step)]));
        return $"cannot use {setting.Name}={SecurityPhases.Word(own)}: {answer.Server.ShortName} is at {SecurityPhases.Word(peer)}; go by {string.Join(" and ", between)}, one rolling restart each";
    }

    private static int Index<T>(T phase) where T : struct, Enum => Array.IndexOf(Enum.GetValues<T>(), phase);
}
