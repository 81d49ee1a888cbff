using System.Text.Json;
using System.Text.RegularExpressions;

namespace ZkAgent.ContainerTests.Monitoring;

/// <summary>One panel of the dashboard.</summary>
/// <param name="Title">What stands above it.</param>
/// <param name="Fault">The test whose fault it shows; null where a healthy ensemble fills it.</param>
/// <param name="Queries">Its PromQL, the dashboard's variables filled in.</param>
internal sealed record DashboardPanel(string Title, string? Fault, IReadOnlyList<string> Queries);

/// <summary>Reads k8s/monitoring/dashboard.json as Grafana would, for one ensemble and all of its pods.</summary>
internal static partial class Dashboard
{
    private static readonly (string Name, string Value)[] Variables =
    [
        ("$__rate_interval", "30s"), ("$namespace", "test"), ("$ensemble", "zk"), ("$pod", ".*"),
    ];

    public static IReadOnlyList<DashboardPanel> Panels()
    {
        using var document = Read();
        return [.. document.RootElement.GetProperty("panels").EnumerateArray().Where(panel => panel.TryGetProperty("targets", out _)).Select(Panel)];
    }

    /// <summary>The label names that the dashboard's variables list, each with the series that have them.</summary>
    public static IReadOnlyList<(string Series, string Label)> Lists()
    {
        using var document = Read();
        var definitions = document.RootElement.GetProperty("templating").GetProperty("list").EnumerateArray()
            .Where(variable => variable.GetProperty("type").GetString() == "query").Select(variable => variable.GetProperty("definition").GetString()!);
        return [.. definitions.Select(definition => LabelValues().Match(definition)).Select(match => (Filled(match.Groups[1].Value), match.Groups[2].Value))];
    }

    private static JsonDocument Read() => JsonDocument.Parse(File.ReadAllText(Path.Combine(AlertRules.Directory, "dashboard.json")));

    private static DashboardPanel Panel(JsonElement panel)
    {
        var fault = FaultMark().Match(panel.GetProperty("description").GetString()!);
        return new(
            panel.GetProperty("title").GetString()!,
            fault.Success ? fault.Groups[1].Value : null,
            [.. panel.GetProperty("targets").EnumerateArray().Select(target => Filled(target.GetProperty("expr").GetString()!))]);
    }

    private static string Filled(string query) => Variables.Aggregate(query, (text, variable) => text.Replace(variable.Name, variable.Value, StringComparison.Ordinal));

    [GeneratedRegex(@"^Only under a fault \(DashboardTests\.(\w+)\): ")]
    private static partial Regex FaultMark();

    [GeneratedRegex(@"^label_values\((.+), (\w+)\)$")]
    private static partial Regex LabelValues();
}
