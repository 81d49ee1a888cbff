using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Families;

/// <summary>Reads variables of other images, and remembers which were asked for.</summary>
internal sealed class FamilyVariables
{
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly Dictionary<string, FoundValue> _files = [];

    /// <param name="environment">Every variable of the process.</param>
    /// <param name="files">The files that variables name, by the variable.</param>
    public FamilyVariables(IReadOnlyDictionary<string, string> environment, IReadOnlyDictionary<string, FileText> files)
    {
        _environment = environment;
        foreach (var (name, content) in files.Where(f => FamilyNames.IsFileForm(f.Key)).OrderBy(f => f.Key, StringComparer.Ordinal)) ReadFile(name, content);
    }

    public List<SettingsProblem> Problems { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>Those that were asked for.</summary>
    public HashSet<string> Names { get; } = [];

    /// <summary>Every variable that is set, sorted.</summary>
    public IEnumerable<string> Given => _environment.Keys.Concat(_files.Keys).Distinct().Order(StringComparer.Ordinal);

    /// <summary>The values that stand in files, by the variable without _FILE.</summary>
    public IReadOnlyDictionary<string, FoundValue> FromFiles => _files;

    /// <summary>A value without blanks or quotes around it; null where it is empty or not the operator's.</summary>
    public FoundValue? Find(string name) =>
        Raw(name) is { } found && ValueReaders.Unquoted(found.Text) is { Length: > 0 } text && !ServiceLink.IsValue(text) ? found with { Text = text } : null;

    /// <summary>A password as it is; null where it is empty, or has only blanks, of which ZooKeeper would leave nothing.</summary>
    public FoundValue? Secret(string name) => Raw(name) is { } found && !string.IsNullOrWhiteSpace(found.Text) ? found : null;

    /// <summary>A switch; null where it is not set, or neither yes nor no, which is a problem then.</summary>
    public bool? Switch(string name)
    {
        if (Find(name) is not { } found) return null;
        if (ValueReaders.Boolean(found.Text) is { } on) return on;
        Problems.Add(new(found.Origin, found.Text, "yes or no"));
        return null;
    }

    private FoundValue? Raw(string name)
    {
        Names.Add(name);
        if (_files.TryGetValue(name, out var inFile)) return inFile;
        return _environment.TryGetValue(name, out var text) && text.Length > 0 ? new(text, name) : null;
    }

    private void ReadFile(string name, FileText content)
    {
        Names.Add(name);
        var value = FamilyNames.ValueOf(name);
        // As a shell reads a file into a variable.
        if (content.Text?.TrimEnd('\r', '\n') is not { Length: > 0 } text)
        {
            Problems.Add(new(name, content.Path, $"a file that holds the value of {value}; {content.Failure?.TrimEnd('.') ?? "it is empty"}"));
            return;
        }
        _files[value] = new(text, name, FromFile: true);
        if (_environment.TryGetValue(value, out var other) && other.Length > 0 && other != text)
            Warnings.Add($"{value} has no effect: {name} names a file with another value, which counts");
    }
}
