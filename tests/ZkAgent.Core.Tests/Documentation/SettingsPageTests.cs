using System.Globalization;
using System.Text;
using Xunit;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Documentation;

public sealed class SettingsPageTests
{
    [Fact]
    public void Its_table_is_that_of_the_catalog() => GeneratedPart.Check("docs/settings.md", "settings", Table(), nameof(SettingCatalog));

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
