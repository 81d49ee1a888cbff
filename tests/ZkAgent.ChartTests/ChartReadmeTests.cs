using System.Globalization;
using System.Text;
using Xunit;
using ZkAgent.Core.Tests;

namespace ZkAgent.ChartTests;

public sealed class ChartReadmeTests
{
    private const string Begin = "<!-- values -->\n";
    private const string End = "<!-- /values -->\n";

    [Fact]
    public void Its_table_of_values_is_that_of_values_yaml()
    {
        var path = Path.Combine(Repository.Root, "k8s", "chart", "README.md");
        var text = File.ReadAllText(path);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        Assert.True(from >= Begin.Length && to >= from, $"{path} has no lines {Begin.Trim()} and {End.Trim()} around its table of values");
        if (Repository.Updating) File.WriteAllText(path, text[..from] + Table() + text[to..]);
        else if (text[from..to] != Table())
            Assert.Fail($"{path} does not show what values.yaml says; run the tests with {Repository.UpdateVariable}=1, or put this between the markers:\n\n{Table()}");
    }

    private static string Table()
    {
        var table = new StringBuilder("| value | default | meaning |\n| --- | --- | --- |\n");
        foreach (var value in ChartValue.All)
            table.Append(CultureInfo.InvariantCulture, $"| `{value.Path}` | `{Spaced(value.Default)}` | {value.Meaning.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        return table.ToString();
    }

    /// <summary>A table's code needs something in it; a value of several lines is told by its beginning.</summary>
    private static string Spaced(string text) => text.Length == 0 ? "\"\"" : text.Length > 60 ? string.Concat(text.AsSpan(0, 57), "…") : text;
}
