using ZkAgent.Core.Text;

namespace ZkAgent.Core.Settings;

/// <summary>A raw value and where it came from.</summary>
/// <param name="Text">The value.</param>
/// <param name="Origin">A variable, a flag, a file with its line, an option of the JVM, or <see cref="ByDefault"/>.</param>
/// <param name="FromFile">True when it stood in a file, where a secret belongs.</param>
public readonly record struct FoundValue(string Text, string Origin, bool FromFile = false)
{
    /// <summary>The origin of a value that was not given.</summary>
    public const string ByDefault = "default";

    public bool IsDefault => Origin == ByDefault;
}

/// <summary>
/// Finds each setting's raw value by precedence: flag, ZK_ variable, ZK_CFG_ variable, variable of another image, ZOO_CFG_EXTRA, file, -Dzookeeper.KEY among the
/// JVM's options, another image's default, default.
/// </summary>
public sealed class SettingResolver
{
    private readonly SettingSources _sources;
    private readonly Dictionary<string, FoundValue> _direct = [];
    private readonly Dictionary<string, FoundValue> _extra = [];
    private readonly Dictionary<string, FoundValue> _file = [];
    private readonly IReadOnlyDictionary<string, FoundValue> _properties;

    public SettingResolver(SettingSources sources)
    {
        _sources = sources;
        Problems.AddRange(sources.Translated.Problems);
        Warnings.AddRange(sources.Translated.Warnings);
        ReadFile();
        ReadExtra();
        ReadDirect();
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
    public bool LeavesServerLinesOut { get; private set; }

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
            if (_extra.TryGetValue(cfgKey, out var fromExtra)) return Unquoted(fromExtra);
            if (_file.TryGetValue(cfgKey, out var fromFile)) return Unquoted(fromFile);
            if (_properties.TryGetValue(cfgKey, out var property)) return property;
        }
        if (setting == SettingCatalog.DataLogDir && BesideTheData() is { } beside) return beside;
        if (Translated.Defaults.TryGetValue(setting.Name, out var theirs)) return theirs;
        return new(_sources.Fallbacks.GetValueOrDefault(setting.Flag, setting.Default), FoundValue.ByDefault);
    }

    /// <summary>ZooKeeper's own default, where dataDir is that of a file: the log of the ensemble that ran with this file is there. Null where it is not.</summary>
    private FoundValue? BesideTheData() =>
        Find(SettingCatalog.DataDir) is var data && _file.TryGetValue("dataDir", out var fromFile) && Unquoted(fromFile) == data
            ? data with { Origin = $"{data.Origin}: the file has no dataLogDir" }
            : null;

    /// <summary>What variables of other images say.</summary>
    public TranslatedSettings Translated => _sources.Translated;

    /// <summary>The value by the agent's own names.</summary>
    private IEnumerable<FoundValue> Own(Setting setting)
    {
        if (_sources.Flags.TryGetValue(setting.Flag, out var text) && ValueReaders.Unquoted(text) is { Length: > 0 } flag)
            yield return new(flag, $"flag --{setting.Flag}");
        if (Variable(setting.Name) is { } own) yield return own;
        if (setting.CfgKey is { } key && _direct.TryGetValue(key, out var named)) yield return Unquoted(named);
    }

    /// <summary>The values by other images' names.</summary>
    private IEnumerable<FoundValue> OfOtherImages(Setting setting)
    {
        foreach (var alias in setting.Aliases)
            if (Variable(alias) is { } aliased) yield return aliased;
        if (Translated.Settings.TryGetValue(setting.Name, out var translated)) yield return translated;
        if (setting.CfgKey is { } key && Translated.Keys.TryGetValue(key, out var byKey)) yield return Unquoted(byKey);
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
            if (SettingCatalog.ByCfgKey(key) is null && _direct.TryGetValue(key, out var winner) && Disagreement.Between(key, winner, other) is { } found) yield return found;
    }

    /// <summary>Keys for zoo.cfg that no setting of ours stands for, sorted by name.</summary>
    public IReadOnlyList<KeyValuePair<string, FoundValue>> OtherKeys()
    {
        var found = new SortedDictionary<string, FoundValue>(StringComparer.Ordinal);
        foreach (var source in new[] { Translated.Defaults.Where(d => !d.Key.StartsWith("ZK_", StringComparison.Ordinal)), _properties, _file, _extra, Translated.Keys, _direct })
            foreach (var (key, value) in source) found[key] = value;
        return [.. found.Where(f => SettingCatalog.ByCfgKey(f.Key) is null)];
    }

    private static FoundValue Unquoted(FoundValue value) => value with { Text = ValueReaders.Unquoted(value.Text) };

    /// <summary>A variable's value; empty counts as not set, as it does in the shell scripts (<c>${X:-default}</c>).</summary>
    private FoundValue? Variable(string name) =>
        Translated.FromFiles.TryGetValue(name, out var inFile) ? Unquoted(inFile)
        : Given(name) is { } text && ValueReaders.Unquoted(text) is { Length: > 0 } value ? new(value, name) : null;

    private string? Given(string name)
    {
        if (_sources.Scripts.Setting(name) is not { } text && !_sources.Environment.TryGetValue(name, out text) || string.IsNullOrWhiteSpace(text)) return null;
        if (!ServiceLink.IsValue(text)) return text.Trim();
        var warning = ServiceLink.Explain(name, text);
        if (!Warnings.Contains(warning)) Warnings.Add(warning);
        return null;
    }

    private void ReadFile()
    {
        if (_sources.ConfigFile is not { } given) return;
        if (given.Text is null)
        {
            Problems.Add(new(SettingCatalog.ConfigFile.Name, given.Path, $"a readable file in zoo.cfg's syntax; {given.Failure}"));
            return;
        }
        var (entries, broken) = PropertiesText.Parse(given.Text);
        foreach (var (line, text) in broken)
            Problems.Add(new($"{given.Path} line {line}", SecretKeys.ShownWords(text), "a line of the form key=value, or a comment that begins with #"));
        // A file that another image left must not bring its members back: the names and the number of servers decide.
        var withoutServers = _sources.ConfigFileWasFound && !Find(SettingCatalog.Replicas).IsDefault;
        foreach (var entry in entries)
        {
            if (withoutServers && ServerList.IsServerKey(entry.Key))
            {
                LeavesServerLinesOut = true;
                continue;
            }
            if (_file.ContainsKey(entry.Key))
                Warnings.Add($"{given.Path} sets {entry.Key} twice; line {entry.Line} wins");
            _file[entry.Key] = new(entry.Value, $"{given.Path} line {entry.Line}", FromFile: true);
        }
    }

    private void ReadExtra()
    {
        var value = Find(SettingCatalog.CfgExtra);
        foreach (var word in value.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var at = word.IndexOf('=', StringComparison.Ordinal);
            if (at > 0 && at < word.Length - 1) _extra[word[..at]] = new(word[(at + 1)..], value.Origin);
            else if (!Problems.Any(p => p.Name == value.Origin))
                Problems.Add(new(value.Origin, SecretKeys.ShownWords(value.Text), $"key=value words separated by blanks; give a value that has blanks in it by {SettingCatalog.CfgPrefix}… or in {SettingCatalog.ConfigFile.Name}"));
        }
    }

    /// <summary>ZK_CFG_key=value, and ZK_CFG_key_FILE=/path for the value that stands in a file.</summary>
    private void ReadDirect()
    {
        foreach (var name in _sources.Environment.Keys.Where(n => n.StartsWith(SettingCatalog.CfgPrefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            if (SettingCatalog.IsCfgFileVariable(name)) continue;
            if (Given(name) is { } text) _direct[SettingCatalog.CfgKeyOf(name)] = new(text, name);
        }
        foreach (var (name, content) in _sources.ValueFiles.Where(f => SettingCatalog.IsCfgFileVariable(f.Key)).OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            var key = SettingCatalog.CfgKeyOf(name);
            var value = content.Text?.TrimEnd('\r', '\n');
            if (_direct.TryGetValue(key, out var other))
                Problems.Add(new(name, content.Path, $"the value in one place only: {other.Origin} gives it as well"));
            else if (string.IsNullOrWhiteSpace(value))
                Problems.Add(new(name, content.Path, $"a file that holds the value of {key}; {content.Failure ?? "it is empty"}"));
            else _direct[key] = new(value, content.Path, FromFile: true);
        }
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
