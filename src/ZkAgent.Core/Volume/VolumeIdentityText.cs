using System.Globalization;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Volume;

/// <summary>The identity as the text of its file: lines of key=value.</summary>
public static class VolumeIdentityText
{
    private const string Head = "# Whose volume this is; written by zkagent at the first quorum.\n";

    public static string Write(VolumeIdentity identity) =>
        $"{Head}server={identity.Server}\nname={identity.Name}\nensemble={identity.Ensemble?.Value}\nserved={(identity.Served ? "true" : "false")}\n"
        + $"members={string.Join(',', identity.Members)}\n"
        + (identity.Rule is { } rule ? $"groups={rule.Groups}\n" : "")
        + (identity.IsDynamic ? "dynamic=true\n" : "")
        + (identity.Configuration is { } version ? $"configuration={version.ToString("x", CultureInfo.InvariantCulture)}\n" : "")
        + (identity.WasComplete ? "complete=true\n" : "")
        + (identity.Placed is { } placed ? $"placed={placed.Restore.Value} {placed.Last:x}\n" : "")
        + (identity.Restored is { } restored ? $"restored={restored.ReplaceLineEndings(" ")}\n" : "")
        + (identity.ZooKeeper is { } zooKeeper ? $"zookeeper={zooKeeper.ReplaceLineEndings(" ")}\n" : "");

    /// <summary>Reads an identity; unknown keys are ignored. Null when the text is not an identity.</summary>
    public static VolumeIdentity? Parse(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] != '#' && line.Split('=', 2) is [var key, var value]) values[key] = value;
        }
        if (!values.TryGetValue("server", out var server) || Id(server) is not { } id) return null;
        if (!values.TryGetValue("served", out var served) || served is not ("true" or "false")) return null;
        var ensemble = EnsembleId.Parse(values.GetValueOrDefault("ensemble"));
        if (ensemble is null && values.GetValueOrDefault("ensemble") is { Length: > 0 }) return null;
        if (Ids(values.GetValueOrDefault("members", "")) is not { } members) return null;
        var rule = values.TryGetValue("groups", out var groups) ? QuorumRule.Parse(groups, members) : null;
        if (groups is not null && rule is null) return null;
        long? configuration = values.TryGetValue("configuration", out var hexadecimal) ? EnsembleConfiguration.ParseVersion(hexadecimal) : null;
        if (hexadecimal is not null && configuration is null) return null;
        var placed = values.TryGetValue("placed", out var words) ? Placed(words) : null;
        // To read a placed volume as one with data would give it a vote.
        if (words is not null && placed is null) return null;
        return new(id, values.GetValueOrDefault("name") is { Length: > 0 } name ? name : $"server {id}", ensemble, served == "true", members)
        {
            Rule = rule,
            IsDynamic = values.GetValueOrDefault("dynamic") == "true",
            Configuration = configuration,
            WasComplete = values.GetValueOrDefault("complete") == "true",
            Placed = placed,
            Restored = values.GetValueOrDefault("restored"),
            ZooKeeper = values.GetValueOrDefault("zookeeper"),
        };
    }

    private static PlacedRestore? Placed(string text) =>
        text.Split(' ') is [var id, var last] && EnsembleId.Parse(id) is { } restore && EnsembleConfiguration.ParseVersion(last) is { } zxid ? new(restore, zxid) : null;

    private static List<ServerId>? Ids(string text)
    {
        var ids = new List<ServerId>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Id(part) is not { } id) return null;
            ids.Add(id);
        }
        return ids;
    }

    private static ServerId? Id(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && ServerId.IsValid(id) ? new(id) : null;
}
