using System.Globalization;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Families;

/// <summary>Tells which settings came from variables of other images.</summary>
public static class FamilySentences
{
    /// <param name="sources">Where the settings came from.</param>
    /// <param name="effective">What took effect.</param>
    /// <param name="agentPort">Port of the agent's HTTP server; null: not known.</param>
    /// <returns>A sentence for each family, and one about what else the agent does; none where no such variable took effect.</returns>
    public static IReadOnlyList<string> Of(SettingSources sources, IReadOnlyList<EffectiveSetting> effective, int? agentPort)
    {
        IEnumerable<string> places =
        [
            .. sources.Translated.Users.Places,
            .. JvmOptions.OfConfluent.Where(name => !string.IsNullOrWhiteSpace(sources.Environment.GetValueOrDefault(name))),
        ];
        var taken = effective.Select(e => e.Origin.Split(' ')[0]).Concat(places).Where(sources.Environment.ContainsKey).Distinct();
        var bitnami = sources.Environment.Any(v => v.Value.Length > 0 && FamilyNames.IsOfBitnamiOnly(v.Key));
        string[] sentences =
        [
            .. taken.GroupBy(name => FamilyOf(name, bitnami)).Where(g => g.Key is not null).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => $"Settings taken from {g.Key} variables: {string.Join(", ", g.Order(StringComparer.Ordinal))}."),
        ];
        return sentences.Length == 0 || agentPort is not { } port ? sentences
            : [.. sentences, string.Create(CultureInfo.InvariantCulture, $"zkagent also answers probes over HTTP on port {port} (/startupz, /livez, /readyz) and Prometheus (/metrics); zkagent explain lists every setting.")];
    }

    private static string? FamilyOf(string name, bool bitnami) =>
        name == SettingCatalog.CfgExtra.Name ? null
        : name.StartsWith("ZOO_", StringComparison.Ordinal) ? bitnami ? "Bitnami's" : "the official image's"
        : name.StartsWith("ZOOKEEPER_", StringComparison.Ordinal) || JvmOptions.OfConfluent.Contains(name) ? "Confluent's"
        : null;
}
