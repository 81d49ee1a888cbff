using Xunit;
using ZkAgent.CommandLine;
using ZkAgent.Core.Settings;

namespace ZkAgent.Tests.CommandLine;

public sealed class HelpTextTests
{
    private static readonly string[] Lines = HelpText.All().Split('\n');

    [Fact]
    public void Each_command_has_one_line()
    {
        foreach (var verb in Verbs.All)
            Assert.Contains(verb.Meaning, Assert.Single(Lines, l => l.StartsWith("  ", StringComparison.Ordinal) && l.Trim().Split(' ')[0] == verb.Name), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_setting_has_one_line_with_its_flag_its_variable_its_meaning_and_its_default()
    {
        foreach (var setting in SettingCatalog.All)
        {
            var line = Assert.Single(Lines, l => l.StartsWith($"  --{setting.Flag} ", StringComparison.Ordinal));
            Assert.Contains($" {setting.Name} ", line, StringComparison.Ordinal);
            Assert.EndsWith(setting.Default.Length > 0 ? $"{setting.Meaning} [{setting.Default}]" : setting.Meaning, line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_two_settings_share_a_name_or_a_flag()
    {
        var names = SettingCatalog.All.SelectMany(s => s.Aliases.Prepend(s.Name)).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.Equal(SettingCatalog.All.Count, SettingCatalog.All.Select(s => s.Flag).Distinct().Count());
        var keys = SettingCatalog.All.Select(s => s.CfgKey).OfType<string>().ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
    }

    [Fact]
    public void A_commands_own_help_has_its_usage()
    {
        foreach (var verb in Verbs.All) Assert.StartsWith($"usage: zkagent {verb.Usage} ", HelpText.Of(verb), StringComparison.Ordinal);
    }
}
