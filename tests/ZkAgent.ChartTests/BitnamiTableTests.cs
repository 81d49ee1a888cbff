using System.Globalization;
using System.Text;
using Xunit;
using YamlDotNet.RepresentationModel;
using ZkAgent.Core.Tests;

namespace ZkAgent.ChartTests;

/// <summary>k8s/bitnami-values.md has every value of Bitnami's chart. The test writes the table with ZKAGENT_UPDATE_GOLDEN=1.</summary>
public sealed class BitnamiTableTests
{
    private const string Begin = "<!-- values -->\n";
    private const string End = "<!-- /values -->\n";

    private static readonly string Page = Path.Combine(Repository.Root, "k8s", "bitnami-values.md");

    private static readonly IReadOnlyDictionary<string, string> Differences = ReadDifferences();

    [Fact]
    public void Its_table_says_of_each_value_what_this_chart_does_with_it()
    {
        var text = File.ReadAllText(Page);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        Assert.True(from >= Begin.Length && to >= from, $"{Page} has no lines {Begin.Trim()} and {End.Trim()} around its table");
        if (Repository.Updating) File.WriteAllText(Page, text[..from] + Table() + text[to..]);
        else Assert.True(text[from..to] == Table(), $"{Page} is out of date; run this test with {Repository.UpdateVariable}=1");
    }

    [Fact]
    public void Each_value_is_one_of_this_chart_or_is_refused_or_has_a_sentence() =>
        Assert.Equal([], BitnamiValue.All.Where(v => Meaning(v.Path) is null).Select(v => v.Path));

    [Fact]
    public void Each_difference_is_of_a_value_of_Bitnamis_chart() =>
        Assert.Equal([], Differences.Keys.Except(BitnamiValue.All.Select(v => v.Path)));

    [Fact]
    public void No_value_is_both_taken_and_refused() =>
        Assert.Equal([], RefusedValue.All.Select(v => v.Path).Intersect(ChartValue.All.Select(v => v.Path).Concat(Differences.Keys)));

    private static string Table()
    {
        var table = new StringBuilder("| value | Bitnami's default | here |\n| --- | --- | --- |\n");
        var old = RefusedValue.All.Where(r => !BitnamiValue.All.Any(v => Within(v.Path, r.Path))).Select(r => new BitnamiValue(r.Path, "–"));
        foreach (var value in BitnamiValue.All.Concat(old))
            table.Append(CultureInfo.InvariantCulture, $"| `{value.Path}` | {(value.Default == "–" ? "–" : $"`{value.Default}`")} | {Meaning(value.Path)} |\n");
        return table.ToString();
    }

    /// <summary>What this chart does with the value; null if no file says it.</summary>
    private static string? Meaning(string path)
    {
        if (Differences.TryGetValue(path, out var difference)) return difference;
        if (RefusedValue.All.FirstOrDefault(r => Within(path, r.Path)) is { } refused)
            return $"{(refused.Any ? "no effect" : BitnamiValue.All.Any(v => v.Path == path) ? "another setting is refused" : "refused")}: {refused.Because}";
        if (ChartValue.All.FirstOrDefault(v => Within(path, v.Path)) is not { } taken) return null;
        var there = BitnamiValue.All.Single(v => v.Path == path).Default;
        var here = taken.Default is "" ? "\"\"" : taken.Default;
        return taken.Path != path || here == there ? "taken" : $"taken; the default here is `{(here.Length > 40 ? string.Concat(here.AsSpan(0, 39), "…") : here)}`";
    }

    /// <summary>True if a path is the value, or inside the value.</summary>
    private static bool Within(string path, string value) => path == value || path.StartsWith($"{value}.", StringComparison.Ordinal);

    private static Dictionary<string, string> ReadDifferences()
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(Path.Combine(Repository.Root, "tests", "ZkAgent.ChartTests", "Bitnami", "differences.yaml"))));
        return ((YamlMappingNode)stream.Documents[0].RootNode).ToDictionary(e => e.Key.ToString(), e => e.Value.ToString());
    }
}
