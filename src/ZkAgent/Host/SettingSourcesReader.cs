using System.Collections;
using ZkAgent.Core.Settings;

namespace ZkAgent.Host;

/// <summary>Gathers the raw settings: flags, the process environment, and the mounted file that they name.</summary>
internal static class SettingSourcesReader
{
    public static SettingSources Read(IReadOnlyDictionary<string, string> flags, IReadOnlyDictionary<string, string> fallbacks)
    {
        var environment = Variables();
        var path = flags.GetValueOrDefault(SettingCatalog.ConfigFile.Flag) ?? environment.GetValueOrDefault(SettingCatalog.ConfigFile.Name);
        return new(flags, environment, string.IsNullOrWhiteSpace(path) ? null : ReadFile(path.Trim())) { Fallbacks = fallbacks };
    }

    /// <summary>The process environment; nothing else reads it.</summary>
    public static IReadOnlyDictionary<string, string> Variables() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal);

    private static ConfigFileText ReadFile(string path)
    {
        try { return new(path, File.ReadAllText(path)); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { return new(path, null, e.Message); }
    }
}
