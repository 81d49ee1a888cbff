using ZkAgent.Core.Text;

namespace ZkAgent.Core.Settings;

/// <summary>
/// Finds each setting's raw value by precedence: flag, ZK_ variable, ZK_CFG_ variable, variable of another image, ZOO_CFG_EXTRA, file, -Dzookeeper.KEY among the
/// JVM's options, another image's default, default.
/// </summary>
public sealed class SettingResolver
{
    private readonly SettingSources _sources;
    private readonly GivenVariables _variables;
    private readonly GivenKeys _keys;
    private readonly IReadOnlyDictionary<string, FoundValue> _properties;

    public SettingResolver(SettingSources sources)
    {
        _sources = sources;
        Problems.AddRange(sources.Translated.Problems);
        Warnings.AddRange(sources.Translated.Warnings);
        _variables = new(sources, Warnings);
        _keys = new(sources, Problems, Warnings);
        // A file that another image left must not bring its members back: the names and the number of servers decide.
        _keys.ReadFile(withoutServers: sources.ConfigFileWasFound && !Find(SettingCatalog.Replicas).IsDefault);
        _keys.ReadExtra(Find(SettingCatalog.CfgExtra));
        _keys.ReadDirect(_variables);
        (_properties, var withoutEffect) = JvmProperties.Read(Jvm = JvmOptions.Of(sources.Scripts.Over(sources.Environment), sources.Scripts));
        Warnings.AddRange(withoutEffect);
        ReportBeatenProperties();
        UnknownFlags = [.. sources.Flags.Where(f => SettingCatalog.ByFlag(f.Key) is null).Select(f => new SettingsProblem($"--{f.Key}", SecretKeys.Shown(f.Key, f.Value), KnownNames.ExplainFlag(f.Key)))];
        Problems.AddRange(UnknownFlags);
        if (Disagreement.Warning(Disagreements()) is { } disagree) Warnings.Add(disagree);
        ReportUnknownNames();
    }

    /// <summary>The JVM's options that stand in variables.</summary>
    public JvmOptions Jvm { get; }

    /// <summary>True where the file has server lines that do not count, because the number of servers is set.</summary>
    public bool LeavesServerLinesOut => _keys.LeavesServerLinesOut;

    public List<SettingsProblem> Problems { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>Flags that no setting has; they are among the problems.</summary>
    public IReadOnlyList<SettingsProblem> UnknownFlags { get; }

    /// <summary>The value that wins, or the default. What is empty counts as not set, wherever it stands.</summary>
    public FoundValue Find(Setting setting)
    {
        foreach (var own in Own(setting)) return own;
        foreach (var foreign in OfOtherImages(setting)) return foreign;
        if (setting.CfgKey is { } cfgKey)
        {
            if (_keys.Extra.TryGetValue(cfgKey, out var fromExtra)) return fromExtra.Unquoted();
            if (_keys.File.TryGetValue(cfgKey, out var fromFile)) return fromFile.Unquoted();
            if (_properties.TryGetValue(cfgKey, out var property)) return property;
        }
        if (setting == SettingCatalog.DataLogDir && DataLogDirOfTheFile() is { } withTheData) return withTheData;
        if (Translated.Defaults.TryGetValue(setting.Name, out var theirs)) return theirs;
        return new(_sources.Fallbacks.GetValueOrDefault(setting.Flag, setting.Default), FoundValue.ByDefault);
    }

    /// <summary>ZooKeeper's own default, where dataDir is that of a file: the log of the ensemble that ran with this file is there. Null where it is not.</summary>
    private FoundValue? DataLogDirOfTheFile() =>
        Find(SettingCatalog.DataDir) is var data && _keys.File.TryGetValue("dataDir", out var fromFile) && fromFile.Unquoted() == data
            ? data with { Origin = $"{data.Origin}: the file has no dataLogDir" }
            : null;

    /// <summary>What variables of other images say.</summary>
    public TranslatedSettings Translated => _sources.Translated;

    /// <summary>The value by the agent's own names.</summary>
    private IEnumerable<FoundValue> Own(Setting setting)
    {
        if (_sources.Flags.TryGetValue(setting.Flag, out var text) && ValueReaders.Unquoted(text) is { Length: > 0 } flag)
            yield return new(flag, $"flag --{setting.Flag}");
        if (_variables.Find(setting.Name) is { } own) yield return own;
        if (setting.CfgKey is { } key && _keys.Direct.TryGetValue(key, out var named)) yield return named.Unquoted();
    }

    /// <summary>The values by other images' names.</summary>
    private IEnumerable<FoundValue> OfOtherImages(Setting setting)
    {
        foreach (var alias in setting.Aliases)
            if (_variables.Find(alias) is { } aliased) yield return aliased;
        if (Translated.Settings.TryGetValue(setting.Name, out var translated)) yield return translated;
        if (setting.CfgKey is { } key && Translated.Keys.TryGetValue(key, out var byKey)) yield return byKey.Unquoted();
    }

    private IEnumerable<Disagreement> Disagreements()
    {
        foreach (var setting in SettingCatalog.All)
        {
            FoundValue[] foreign = [.. OfOtherImages(setting)];
            foreach (var (winner, other) in foreign.Select(f => (Find(setting), f)))
                if (Disagreement.Between(setting, winner, other) is { } found) yield return found;
        }
        foreach (var (key, other) in Translated.Keys)
            if (SettingCatalog.ByCfgKey(key) is null && _keys.Direct.TryGetValue(key, out var winner) && Disagreement.Between(key, winner, other) is { } found) yield return found;
    }

    /// <summary>Keys for zoo.cfg that no setting of ours stands for, sorted by name.</summary>
    public IReadOnlyList<KeyValuePair<string, FoundValue>> OtherKeys()
    {
        var found = new SortedDictionary<string, FoundValue>(StringComparer.Ordinal);
        foreach (var source in new[] { Translated.Defaults.Where(d => !d.Key.StartsWith("ZK_", StringComparison.Ordinal)), _properties, _keys.File, _keys.Extra, Translated.Keys, _keys.Direct })
            foreach (var (key, value) in source) found[key] = value;
        return [.. found.Where(f => SettingCatalog.ByCfgKey(f.Key) is null)];
    }

    /// <summary>ZooKeeper sets the property again from zoo.cfg, so that the one among the JVM's options is never seen.</summary>
    private void ReportBeatenProperties()
    {
        var others = OtherKeys().ToDictionary(k => k.Key, k => k.Value);
        foreach (var (key, property) in _properties.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            var winner = SettingCatalog.ByCfgKey(key) is { } setting ? Find(setting) : others[key];
            if (winner.Origin != property.Origin && winner.Text != property.Text)
                Warnings.Add($"{property.Origin}={SecretKeys.Shown(key, LogEscaping.Quote(property.Text))} has no effect: {winner.Origin} sets {key} in zoo.cfg, which beats it");
        }
    }

    private void ReportUnknownNames()
    {
        foreach (var (name, value) in _sources.Environment.OrderBy(v => v.Key, StringComparer.Ordinal))
            if (!Translated.Names.Contains(name) && KnownNames.WhyUnknown(name, value) is { } reason) Warnings.Add(reason);
    }
}
