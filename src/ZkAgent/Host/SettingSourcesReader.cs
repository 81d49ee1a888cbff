using System.Collections;
using ZkAgent.Core.Settings;

namespace ZkAgent.Host;

/// <summary>Gathers the raw settings: flags, the process environment, and the mounted file that they name.</summary>
internal static class SettingSourcesReader
{
    public static SettingSources Read(IReadOnlyDictionary<string, string> flags)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal);
        var path = flags.GetValueOrDefault(SettingCatalog.ConfigFile.Flag) ?? environment.GetValueOrDefault(SettingCatalog.ConfigFile.Name);
        return new(flags, environment, string.IsNullOrWhiteSpace(path) ? null : ReadFile(path.Trim()));
    }

    private static FileText ReadFile(string path)
    {
        try { return new(path, File.ReadAllText(path)); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { return new(path, null, e.Message); }
    }
}
