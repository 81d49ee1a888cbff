namespace ZkAgent.Core.Settings;

/// <summary>The environment's variables and those of the user's scripts, without what Kubernetes put there for its services.</summary>
/// <param name="sources">Where settings come from.</param>
/// <param name="warnings">Takes a sentence about each variable that is a service link.</param>
internal sealed class GivenVariables(SettingSources sources, List<string> warnings)
{
    /// <summary>A variable's value; null where it is not set. Empty counts as not set, as it does in the shell scripts (<c>${X:-default}</c>).</summary>
    public FoundValue? Find(string name) =>
        sources.Translated.FromFiles.TryGetValue(name, out var inFile) ? inFile.Unquoted()
        : Text(name) is { } text && ValueReaders.Unquoted(text) is { Length: > 0 } value ? new(value, name) : null;

    /// <summary>A variable's text, with its quotation marks; null where it is not set.</summary>
    public string? Text(string name)
    {
        if (sources.Scripts.Setting(name) is not { } text && !sources.Environment.TryGetValue(name, out text) || string.IsNullOrWhiteSpace(text)) return null;
        if (!ServiceLink.IsValue(text)) return text.Trim();
        var warning = ServiceLink.Explain(name, text);
        if (!warnings.Contains(warning)) warnings.Add(warning);
        return null;
    }
}
