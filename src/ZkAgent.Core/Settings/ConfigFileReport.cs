using ZkAgent.Core.Text;

namespace ZkAgent.Core.Settings;

/// <summary>Says what a zoo.cfg of the user's in the configuration directory sets.</summary>
public static class ConfigFileReport
{
    /// <returns>One sentence; null where no such file was found.</returns>
    public static string? Of(SettingSources sources)
    {
        if (sources is not { ConfigFileWasFound: true, ConfigFile: { Text: { } text, Path: var path } }) return null;
        var resolver = new SettingResolver(sources);
        var others = resolver.OtherKeys().ToDictionary(k => k.Key, k => k.Value, StringComparer.Ordinal);
        var listed = !resolver.Find(SettingCatalog.Servers).IsDefault;
        string[] keys = [.. PropertiesText.Parse(text).Entries.Select(e => e.Key).Distinct().Where(Counts)];
        return $"{path} was not written by zkagent, so it is used as {SettingCatalog.ConfigFile.Name}, and every variable beats it. "
            + (keys.Length > 0 ? $"It sets {LogEscaping.Clean(string.Join(", ", keys))}." : "It sets nothing that counts.")
            + (resolver.LeavesServerLinesOut ? $" Its server lines do not count, because {SettingCatalog.Replicas.Name} is set; to use them, set {SettingCatalog.Servers.Name}." : "");

        bool Counts(string key)
        {
            if (ServerList.IsServerKey(key) && listed) return false;
            var value = SettingCatalog.ByCfgKey(key) is { } setting ? resolver.Find(setting) : others.GetValueOrDefault(key);
            return value.FromFile && value.Origin.StartsWith($"{path} line ", StringComparison.Ordinal);
        }
    }
}
