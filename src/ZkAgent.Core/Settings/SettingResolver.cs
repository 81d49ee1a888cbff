namespace ZkAgent.Core.Settings;

/// <summary>A raw value and where it came from.</summary>
public readonly record struct FoundValue(string Text, string Origin)
{
    /// <summary>The origin of a value that nobody gave.</summary>
    public const string ByDefault = "default";

    public bool IsDefault => Origin == ByDefault;
}

/// <summary>Finds each setting's raw value by precedence: flag, ZK_ variable, ZK_CFG_ variable, alias, ZOO_CFG_EXTRA, file, default.</summary>
public sealed class SettingResolver
{
    private readonly SettingSources sources;
    private readonly Dictionary<string, FoundValue> extra = [];
    private readonly Dictionary<string, FoundValue> file = [];

    public SettingResolver(SettingSources sources)
    {
        this.sources = sources;
        ReadFile();
        ReadExtra();
        ReportUnknownNames();
    }

    public List<SettingsProblem> Problems { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>The value that wins, or the default.</summary>
    public FoundValue Find(Setting setting)
    {
        if (sources.Flags.TryGetValue(setting.Flag, out var flag)) return new(flag.Trim(), $"flag --{setting.Flag}");
        if (Variable(setting.Name) is { } own) return own;
        if (setting.CfgKey is { } key && Variable(SettingCatalog.CfgVariableOf(key)) is { } direct) return direct;
        foreach (var alias in setting.Aliases)
            if (Variable(alias) is { } aliased) return aliased;
        if (setting.CfgKey is { } cfgKey)
        {
            if (extra.TryGetValue(cfgKey, out var fromExtra)) return fromExtra;
            if (file.TryGetValue(cfgKey, out var fromFile)) return fromFile;
        }
        return new(sources.Fallbacks.GetValueOrDefault(setting.Flag, setting.Default), FoundValue.ByDefault);
    }

    /// <summary>Keys for zoo.cfg that no setting of ours stands for, sorted by name.</summary>
    public IReadOnlyList<KeyValuePair<string, FoundValue>> OtherKeys()
    {
        var found = new SortedDictionary<string, FoundValue>(StringComparer.Ordinal);
        foreach (var (key, value) in file) found[key] = value;
        foreach (var (key, value) in extra) found[key] = value;
        foreach (var name in sources.Environment.Keys.Where(n => n.StartsWith(SettingCatalog.CfgPrefix, StringComparison.Ordinal)))
            if (Variable(name) is { } value) found[SettingCatalog.CfgKeyOf(name)] = value;
        return [.. found.Where(f => SettingCatalog.ByCfgKey(f.Key) is null)];
    }

    /// <summary>A variable's value; empty counts as not set, as it does in the shell scripts (<c>${X:-default}</c>).</summary>
    private FoundValue? Variable(string name)
    {
        if (!sources.Environment.TryGetValue(name, out var text) || string.IsNullOrWhiteSpace(text)) return null;
        if (!ServiceLink.IsValue(text)) return new(text.Trim(), name);
        var warning = ServiceLink.Explain(name, text);
        if (!Warnings.Contains(warning)) Warnings.Add(warning);
        return null;
    }

    private void ReadFile()
    {
        if (sources.ConfigFile is not { } given) return;
        if (given.Text is null)
        {
            Problems.Add(new(SettingCatalog.ConfigFile.Name, given.Path, $"a readable file in zoo.cfg's syntax; {given.Failure}"));
            return;
        }
        var (entries, broken) = PropertiesText.Parse(given.Text);
        foreach (var (line, text) in broken)
            Problems.Add(new($"{given.Path} line {line}", text, "a line of the form key=value, or a comment that begins with #"));
        foreach (var entry in entries)
        {
            if (file.ContainsKey(entry.Key))
                Warnings.Add($"{given.Path} sets {entry.Key} twice; line {entry.Line} wins");
            file[entry.Key] = new(entry.Value, $"{given.Path} line {entry.Line}");
        }
    }

    private void ReadExtra()
    {
        var value = Find(SettingCatalog.CfgExtra);
        foreach (var word in value.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var at = word.IndexOf('=', StringComparison.Ordinal);
            if (at > 0 && at < word.Length - 1) extra[word[..at]] = new(word[(at + 1)..], value.Origin);
            else Problems.Add(new(value.Origin, word, "key=value words separated by blanks; give a value that has blanks in it by ZK_CFG_… or in ZK_CONFIG_FILE"));
        }
    }

    private void ReportUnknownNames()
    {
        foreach (var flag in sources.Flags.Keys.Where(f => SettingCatalog.ByFlag(f) is null))
            Problems.Add(new($"--{flag}", sources.Flags[flag], KnownNames.ExplainFlag(flag)));
        foreach (var (name, value) in sources.Environment.OrderBy(v => v.Key, StringComparer.Ordinal))
            if (KnownNames.WhyUnknown(name, value) is { } reason) Warnings.Add(reason);
    }
}
