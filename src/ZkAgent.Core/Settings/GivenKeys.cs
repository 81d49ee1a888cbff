using ZkAgent.Core.Text;

namespace ZkAgent.Core.Settings;

/// <summary>Keys of zoo.cfg that the user gave by the key's own name: in a file, in <c>ZOO_CFG_EXTRA</c>, and by <c>ZK_CFG_…</c>.</summary>
/// <param name="sources">Where settings come from.</param>
/// <param name="problems">Takes what cannot be read.</param>
/// <param name="warnings">Takes what has no effect.</param>
internal sealed class GivenKeys(SettingSources sources, List<SettingsProblem> problems, List<string> warnings)
{
    /// <summary>Values of the file, by key.</summary>
    public Dictionary<string, FoundValue> File { get; } = [];

    /// <summary>Values of <c>ZOO_CFG_EXTRA</c>, by key.</summary>
    public Dictionary<string, FoundValue> Extra { get; } = [];

    /// <summary>Values of <c>ZK_CFG_…</c> variables, by key.</summary>
    public Dictionary<string, FoundValue> Direct { get; } = [];

    /// <summary>True where the file has server lines that do not count.</summary>
    public bool LeavesServerLinesOut { get; private set; }

    /// <param name="withoutServers">True where the file's server lines do not count.</param>
    public void ReadFile(bool withoutServers)
    {
        if (sources.ConfigFile is not { } given) return;
        if (given.Text is null)
        {
            problems.Add(new(SettingCatalog.ConfigFile.Name, given.Path, $"a readable file in zoo.cfg's syntax; {given.Failure}"));
            return;
        }
        var (entries, broken) = PropertiesText.Parse(given.Text);
        foreach (var (line, text) in broken)
            problems.Add(new($"{given.Path} line {line}", SecretKeys.ShownWords(text), "a line of the form key=value, or a comment that begins with #"));
        foreach (var entry in entries)
        {
            if (withoutServers && ServerList.IsServerKey(entry.Key))
            {
                LeavesServerLinesOut = true;
                continue;
            }
            if (File.ContainsKey(entry.Key))
                warnings.Add($"{given.Path} sets {entry.Key} twice; line {entry.Line} wins");
            File[entry.Key] = new(entry.Value, $"{given.Path} line {entry.Line}", FromFile: true);
        }
    }

    /// <param name="value">The value of <c>ZOO_CFG_EXTRA</c>.</param>
    public void ReadExtra(FoundValue value)
    {
        foreach (var word in value.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var at = word.IndexOf('=', StringComparison.Ordinal);
            if (at > 0 && at < word.Length - 1) Extra[word[..at]] = new(word[(at + 1)..], value.Origin);
            else if (!problems.Any(p => p.Name == value.Origin))
                problems.Add(new(value.Origin, SecretKeys.ShownWords(value.Text), $"key=value words separated by blanks; give a value that has blanks in it by {SettingCatalog.CfgPrefix}… or in {SettingCatalog.ConfigFile.Name}"));
        }
    }

    /// <summary>ZK_CFG_key=value, and ZK_CFG_key_FILE=/path for the value that stands in a file.</summary>
    public void ReadDirect(GivenVariables variables)
    {
        foreach (var name in sources.Environment.Keys.Where(n => n.StartsWith(SettingCatalog.CfgPrefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            if (SettingCatalog.IsCfgFileVariable(name)) continue;
            if (variables.Text(name) is { } text) Direct[SettingCatalog.CfgKeyOf(name)] = new(text, name);
        }
        foreach (var (name, content) in sources.ValueFiles.Where(f => SettingCatalog.IsCfgFileVariable(f.Key)).OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            var key = SettingCatalog.CfgKeyOf(name);
            var value = content.Text?.TrimEnd('\r', '\n');
            if (Direct.TryGetValue(key, out var other))
                problems.Add(new(name, content.Path, $"the value in one place only: {other.Origin} gives it as well"));
            else if (string.IsNullOrWhiteSpace(value))
                problems.Add(new(name, content.Path, $"a file that holds the value of {key}; {content.Failure ?? "it is empty"}"));
            else Direct[key] = new(value, content.Path, FromFile: true);
        }
    }
}
