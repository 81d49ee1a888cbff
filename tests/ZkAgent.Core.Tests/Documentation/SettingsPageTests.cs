using System.Globalization;
using System.Text;
using Xunit;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Documentation;

public sealed class SettingsPageTests
{
    private const string Begin = "<!-- settings -->\n";
    private const string End = "<!-- /settings -->\n";
    private const string Page = "docs/settings.md";

    [Fact]
    public void Its_table_is_that_of_the_catalog()
    {
        var path = Path.Combine(Repository.Root, Page);
        var text = File.ReadAllText(path);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        Assert.True(from >= Begin.Length && to >= from, $"{Page} has no lines {Begin.Trim()} and {End.Trim()} around its table of settings");
        var table = Table();
        if (Repository.Updating) File.WriteAllText(path, text[..from] + table + text[to..]);
        else if (text[from..to] != table)
            Assert.Fail($"the table of {Page} is not that of SettingCatalog; run the tests with {Repository.UpdateVariable}=1, or put this between the markers:\n\n{table}");
    }

    /// <summary>One row for each setting, in the catalog's order.</summary>
    private static string Table()
    {
        var table = new StringBuilder("| variable | flag | default | aliases | meaning |\n| --- | --- | --- | --- | --- |\n");
        foreach (var s in SettingCatalog.All)
            table.Append(CultureInfo.InvariantCulture,
                $"| `{s.Name}` | `--{s.Flag}` | {(s.Default.Length > 0 ? $"`{s.Default}`" : "–")} | {(s.Aliases.Count > 0 ? string.Join(", ", s.Aliases.Select(a => $"`{a}`")) : "–")} | {s.Meaning.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        return table.ToString();
    }
}
