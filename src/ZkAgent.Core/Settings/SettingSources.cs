namespace ZkAgent.Core.Settings;

/// <summary>Where settings come from, as raw text.</summary>
/// <param name="Flags">Flag names without dashes, with underscores, and their values.</param>
/// <param name="Environment">Every environment variable of the process.</param>
/// <param name="ConfigFile">The settings file that is named, or a zoo.cfg of the user in the configuration directory; null where there is neither.</param>
public sealed record SettingSources(
    IReadOnlyDictionary<string, string> Flags,
    IReadOnlyDictionary<string, string> Environment,
    FileText? ConfigFile = null)
{
    /// <summary>Values by flag that count when no other source has one: defaults of the name that the agent was called by.</summary>
    public IReadOnlyDictionary<string, string> Fallbacks { get; init; } = new Dictionary<string, string>();

    /// <summary>True where no setting names <see cref="ConfigFile"/>: it was found in the configuration directory.</summary>
    public bool ConfigFileWasFound { get; init; }

    /// <summary>The user's scripts in the configuration directory.</summary>
    public UserScripts Scripts { get; init; } = UserScripts.None;

    /// <summary>The files that <c>ZK_CFG_…_FILE</c> and another image's <c>…_FILE</c> variables name, by the variable's name.</summary>
    public IReadOnlyDictionary<string, FileText> ValueFiles { get; init; } = new Dictionary<string, FileText>();

    /// <summary>What variables of other images say, in this agent's terms.</summary>
    public TranslatedSettings Translated { get; init; } = TranslatedSettings.None;
}

/// <summary>A file's path and text; a null text means that it could not be read, for the reason given.</summary>
public sealed record FileText(string Path, string? Text, string? Failure = null);
