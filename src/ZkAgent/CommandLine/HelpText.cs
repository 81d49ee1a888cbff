using System.Text;
using ZkAgent.Core.Settings;

namespace ZkAgent.CommandLine;

/// <summary>What <c>help</c> and <c>--help</c> print.</summary>
internal static class HelpText
{
    /// <summary>Every command and every setting, a line each.</summary>
    public static string All()
    {
        var text = new StringBuilder("zkagent: the entrypoint of a ZooKeeper container\n\nusage: zkagent [COMMAND] [--SETTING=VALUE …]\n\ncommands (as a container's first process zkagent without a command is zkagent run):\n");
        foreach (var verb in Verbs.All) text.Append($"  {verb.Usage,-50} {verb.Meaning}\n");
        text.Append("\nzkagent help COMMAND shows one command, zkagent explain every setting's value and where it came from.\n");
        text.Append($"\nsettings come from flags, {SettingCatalog.Replicas.Name} and other variables, their aliases, the file that {SettingCatalog.ConfigFile.Name} names, and defaults, in this order:\n");
        foreach (var setting in SettingCatalog.All) Line(text, setting);
        return text.Append($"\nany other zoo.cfg key: {SettingCatalog.CfgPrefix}<key, dots as __>=VALUE\n").ToString();
    }

    /// <summary>One command: its usage, what it does, and its own options.</summary>
    public static string Of(Verb verb)
    {
        var text = new StringBuilder($"usage: zkagent {verb.Usage} [--SETTING=VALUE …]\n\n{verb.Meaning}\n");
        if (verb.Options.Count > 0) text.Append("\noptions:\n");
        foreach (var option in verb.Options)
            text.Append($"  {(option.Value is null ? $"--{option.Name}" : $"--{option.Name}={option.Value}"),-20} {option.Meaning}\n");
        return text.Append("\nzkagent help lists all commands and settings.\n").ToString();
    }

    private static void Line(StringBuilder text, Setting setting)
    {
        var standard = setting.Default.Length > 0 ? $" [{setting.Default}]" : "";
        text.Append($"  --{setting.Flag,-26} {setting.Name,-28} {setting.Meaning}{standard}\n");
    }
}
