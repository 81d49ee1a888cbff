using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Sasl;

/// <summary>Reads in ZooKeeper's warnings which members refused this one for its user or password.</summary>
public static class RefusedMembers
{
    /// <summary>SaslQuorumAuthLearner of ZooKeeper 3.8 and 3.9; the address follows as name/address:port.</summary>
    private const string Marker = "Authentication failed against server addr: ";

    /// <param name="warnings">The text of the log; null where there is none.</param>
    /// <returns>The rest of a sentence; null where no member refused.</returns>
    public static string? Reason(string? warnings)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        for (var rest = warnings ?? ""; rest.IndexOf(Marker, StringComparison.Ordinal) is >= 0 and var at;)
        {
            rest = rest[(at + Marker.Length)..];
            var end = rest.AsSpan().IndexOfAny('/', '\n', '\r');
            var host = (end < 0 ? rest : rest[..end]).Trim();
            if (host.Length > 0) names.Add(host.Split('.')[0]);
        }
        return names.Count == 0 ? null
            : $"{string.Join(" and ", names)} {(names.Count == 1 ? "refuses" : "refuse")} this member's user or password; see that {SecurityCatalog.QuorumSaslUser.Name} and {SecurityCatalog.QuorumSaslPasswordFile.Name} are those of the other members";
    }
}
