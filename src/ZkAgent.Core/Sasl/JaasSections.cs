namespace ZkAgent.Core.Sasl;

/// <summary>Finds the sections of a JAAS file.</summary>
public static class JaasSections
{
    private const string ClientKey = "sasl.serverconfig", LearnerKey = "quorum.auth.learner.saslLoginContext", ServerKey = "quorum.auth.server.saslLoginContext";

    /// <summary>The names that ZooKeeper will look for.</summary>
    /// <param name="keys">The keys of zoo.cfg, which may name other sections.</param>
    /// <param name="needs">What is on.</param>
    public static IReadOnlyList<string> Needed(IReadOnlyList<KeyValuePair<string, string>> keys, SaslNeeds needs)
    {
        return
        [
            .. needs.Clients ? [Named(ClientKey, JaasFile.ServerSection)] : Array.Empty<string>(),
            .. needs.Quorum ? [Named(ServerKey, JaasFile.QuorumServerSection), Named(LearnerKey, JaasFile.QuorumLearnerSection)] : Array.Empty<string>(),
        ];

        string Named(string key, string otherwise) => keys.FirstOrDefault(k => k.Key == key).Value ?? otherwise;
    }

    /// <returns>Which sections are missing, and what is there instead, as the rest of a sentence; null where all are there.</returns>
    public static string? Missing(string text, IReadOnlyList<string> needed)
    {
        var found = Names(text);
        string[] missing = [.. needed.Except(found)];
        if (missing.Length == 0) return null;
        var there = found.Count == 0 ? "no section" : $"only {string.Join(", ", found.Select(UserNames.Shown))}";
        return $"it has no section {string.Join(" and none ", missing)}, and ZooKeeper would end; it has {there}; add {(missing.Length == 1 ? "it" : "them")}";
    }

    /// <summary>The names of the sections in their order. An unfinished one does not count: Java refuses the whole file then.</summary>
    public static IReadOnlyList<string> Names(string text)
    {
        List<string> names = [];
        string? last = null, open = null;
        foreach (var (token, quoted) in JaasTokens.Read(text))
        {
            if (!quoted && token == "{") (open, last) = (last, null);
            else if (!quoted && token == "}")
            {
                if (open is not null) names.Add(open);
                open = null;
            }
            else if (open is null && (quoted || token != ";")) last = token;
        }
        return names;
    }
}
