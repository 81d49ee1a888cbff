using System.Text.RegularExpressions;
using Xunit;

namespace ZkAgent.ContainerTests.Monitoring;

/// <summary>The alerts fire when they should and only then, and their texts say what happened and what to do.</summary>
public sealed partial class AlertRulesTests
{
    public static TheoryData<string> Names => [.. AlertRules.All.Select(alert => alert.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_fires_for_its_reason_and_for_no_other(string alert)
    {
        var file = Path.Combine(AlertRules.Tests, $"{alert}.yaml");
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var firing = $"ALERTS{{alertname=\"{alert}\",alertstate=\"firing\"}}";
        var fires = $"expr: {firing}\n        exp_samples:\n          - labels: ALERTS{{alertname=\"{alert}\",alertstate=\"firing\",severity=";
        // At no moment, not only at the last one.
        var silent = $"expr: last_over_time({firing}[7d])\n        exp_samples: []\n";
        Assert.Contains(fires, text, StringComparison.Ordinal);
        Assert.Contains(silent, text, StringComparison.Ordinal);
        Assert.Equal(AsksForAlerts().Count(text), text.Split(fires).Length - 1 + text.Split(silent).Length - 1);

        await Passes(file);
    }

    [Fact]
    public Task A_rolling_update_is_silent() => Passes(Path.Combine(AlertRules.Tests, "..", "RollingUpdate.yaml"));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_says_what_happens_and_what_to_do(string alert)
    {
        var text = AlertRules.All.Single(rule => rule.Name == alert).Text;
        Assert.Matches(@"\n          severity: (critical|warning|info)\n", text);
        foreach (var annotation in (string[])["summary", "description", "action"])
            Assert.Contains($"\n          {annotation}: ", text, StringComparison.Ordinal);

        var runbook = await File.ReadAllTextAsync(Path.Combine(AlertRules.Directory, "README.md"), TestContext.Current.CancellationToken);
        Assert.Contains($"\n**{alert}** ", runbook, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_test_and_no_paragraph_of_the_runbook_is_about_an_alert_that_is_gone()
    {
        var runbook = await File.ReadAllTextAsync(Path.Combine(AlertRules.Directory, "README.md"), TestContext.Current.CancellationToken);
        var names = AlertRules.All.Select(alert => alert.Name).Order(StringComparer.Ordinal).ToArray();

        Assert.Equal(names, Directory.GetFiles(AlertRules.Tests).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));
        Assert.Equal(names, Paragraphs().Matches(runbook).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_PrometheusRule_is_what_its_script_makes_of_the_rules_files()
    {
        var made = await Tool.Run("bash", Path.Combine(AlertRules.Directory, "prometheusrule.sh"));

        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(AlertRules.Directory, "prometheusrule.yaml"), TestContext.Current.CancellationToken), made.Output);
        Assert.Equal(AlertRules.All.Count(), made.Output.Split("      - alert: ").Length - 1);
    }

    private static async Task Passes(string file)
    {
        var result = await Tool.Run("promtool", "test", "rules", file);
        Assert.True(result.ExitCode == 0, result.Both);
    }

    [GeneratedRegex(@"\bexpr: ")]
    private static partial Regex AsksForAlerts();

    [GeneratedRegex(@"^\*\*(ZooKeeper\w+)\*\* ", RegexOptions.Multiline)]
    private static partial Regex Paragraphs();
}
