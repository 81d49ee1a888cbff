using System.Text.RegularExpressions;
using ZkAgent.Core.Tests;

namespace ZkAgent.ContainerTests.Monitoring;

/// <summary>One alert as its rules file spells it.</summary>
internal sealed record AlertRule(string Name, string Text);

/// <summary>The files of k8s/monitoring, read as text: promtool is what reads them as rules.</summary>
internal static partial class AlertRules
{
    public static string Directory { get; } = Path.Combine(Repository.Root, "k8s", "monitoring");

    /// <summary>The promtool tests of single alerts, a file each, named as the alert.</summary>
    public static string Tests { get; } = Path.Combine(Repository.Root, "tests", "ZkAgent.ContainerTests", "Monitoring", "Alerts");

    public static IEnumerable<string> Files => System.IO.Directory.GetFiles(Path.Combine(Directory, "rules"), "*.yaml").Order(StringComparer.Ordinal);

    public static IEnumerable<AlertRule> All =>
        from file in Files
        let text = File.ReadAllText(file)
        from alert in text.Split("      - alert: ").Skip(1)
        select new AlertRule(FirstLine().Match(alert).Value, alert);

    [GeneratedRegex(@"^\S+")]
    private static partial Regex FirstLine();
}
