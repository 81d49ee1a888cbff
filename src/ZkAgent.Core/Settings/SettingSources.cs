namespace ZkAgent.Core.Settings;

/// <summary>Where settings come from, as raw text.</summary>
/// <param name="Flags">Flag names without dashes, with underscores, and their values.</param>
/// <param name="Environment">Every environment variable of the process.</param>
/// <param name="ConfigFile">The mounted settings file; null where none is named.</param>
/// <param name="ValueFiles">The files that <c>ZK_CFG_…_FILE</c> variables name, by the variable's name; null: none.</param>
public sealed record SettingSources(
    IReadOnlyDictionary<string, string> Flags,
    IReadOnlyDictionary<string, string> Environment,
    FileText? ConfigFile = null,
    IReadOnlyDictionary<string, FileText>? ValueFiles = null);

/// <summary>A file's path and text; a null text means that it could not be read, for the reason given.</summary>
public sealed record FileText(string Path, string? Text, string? Failure = null);
