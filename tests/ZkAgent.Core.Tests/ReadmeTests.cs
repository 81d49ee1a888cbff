using System.Text;
using Xunit;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests;

public sealed class ReadmeTests
{
    private const string Begin = "<!-- settings -->\n";
    private const string End = "<!-- /settings -->\n";

    [Fact]
    public void Its_settings_table_is_that_of_the_catalog()
    {
        var path = Path.Combine(Repository.Root, "README.md");
        var text = File.ReadAllText(path);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        Assert.True(from >= Begin.Length && to >= from, $"README.md has no lines {Begin.Trim()} and {End.Trim()} around its settings table");
        var table = Table();
        if (Repository.Updating) File.WriteAllText(path, text[..from] + table + text[to..]);
        else if (text[from..to] != table)
            Assert.Fail($"README.md's settings table is not that of SettingCatalog; run the tests with {Repository.UpdateVariable}=1, or put this between the markers:\n\n{table}");
    }

    /// <summary>One row a setting, in the catalog's order.</summary>
    private static string Table()
    {
        var table = new StringBuilder("| variable | flag | default | aliases | meaning |\n| --- | --- | --- | --- | --- |\n");
        foreach (var s in SettingCatalog.All)
            table.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"| `{s.Name}` | `--{s.Flag}` | {(s.Default.Length > 0 ? $"`{s.Default}`" : "–")} | {(s.Aliases.Count > 0 ? string.Join(", ", s.Aliases.Select(a => $"`{a}`")) : "–")} | {s.Meaning.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        return table.ToString();
    }
}
