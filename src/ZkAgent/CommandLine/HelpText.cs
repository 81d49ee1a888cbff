using System.Text;
using ZkAgent.Core.Settings;

namespace ZkAgent.CommandLine;

/// <summary>What <c>--help</c> prints.</summary>
internal static class HelpText
{
    public static string All()
    {
        var text = new StringBuilder("zkagent: the entrypoint of a ZooKeeper container\n\nusage: zkagent [COMMAND] [--SETTING=VALUE …]\n\ncommands (run is the one without a name):\n");
        foreach (var verb in Verbs.All) text.Append($"  {verb.Usage,-50} {verb.Meaning}\n");
        text.Append("\nsettings, as flag and as variable (flag wins):\n");
        foreach (var setting in SettingCatalog.All) Line(text, setting);
        return text.Append("\nany other zoo.cfg key: ZK_CFG_<key, dots as __>=VALUE\n").ToString();
    }

    public static string Of(Verb verb) => $"usage: zkagent {verb.Usage} [--SETTING=VALUE …]\n\n{verb.Meaning}\n\nzkagent --help lists the settings.\n";

    private static void Line(StringBuilder text, Setting setting)
    {
        var standard = setting.Default.Length > 0 ? $" [{setting.Default}]" : "";
        text.Append($"  --{setting.Flag,-26} {setting.Name,-28} {setting.Meaning}{standard}\n");
    }
}
