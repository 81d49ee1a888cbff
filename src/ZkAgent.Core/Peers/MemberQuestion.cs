namespace ZkAgent.Core.Peers;

/// <summary>The member that a question is for: an address may be another pod's by now, and every ensemble has a server 3.</summary>
/// <param name="Name">Its full name, as the asker's server list has it; null where any will do.</param>
/// <param name="Ensemble">The asker's ensemble; null while it is not known.</param>
public sealed record MemberQuestion(string? Name, EnsembleId? Ensemble)
{
    private const string NameKey = "name", EnsembleKey = "ensemble";

    /// <summary>A path with this question behind it: <c>/member?name=zk-2.zk-hs.default.svc.cluster.local&amp;ensemble=…</c>.</summary>
    public string On(string path)
    {
        string?[] parts = [Part(NameKey, Name), Part(EnsembleKey, Ensemble?.Value)];
        var query = string.Join('&', parts.OfType<string>());
        return query.Length == 0 ? path : $"{path}?{query}";
    }

    /// <summary>Reads a query; keys that are not known are passed over.</summary>
    /// <param name="query">With or without its question mark; empty: any member will do.</param>
    public static MemberQuestion Parse(string query)
    {
        string? name = null, ensemble = null;
        foreach (var pair in query.TrimStart('?').Split('&'))
        {
            if (pair.Split('=', 2) is not [var key, var value]) continue;
            if (key == NameKey) name = Uri.UnescapeDataString(value);
            if (key == EnsembleKey) ensemble = Uri.UnescapeDataString(value);
        }
        return new(name is { Length: > 0 } ? name : null, EnsembleId.Parse(ensemble));
    }

    /// <summary>True when we are the member that is asked: ours is the name, and nothing says that the ensemble is another.</summary>
    public bool IsFor(MemberNames names, EnsembleId? ours) =>
        (Name is null || names.Has(Name)) && (Ensemble is null || ours is null || Ensemble == ours);

    private static string? Part(string key, string? value) => value is null ? null : $"{key}={Uri.EscapeDataString(value)}";
}
