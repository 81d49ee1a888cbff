using System.Collections;
using System.Text;
using ZkAgent.Core.Families;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Settings;
using ZkAgent.Native;

namespace ZkAgent.Machine;

/// <summary>Gathers the raw settings: flags, the process environment, and the files that they name.</summary>
internal static class SettingSourcesReader
{
    // What a ConfigMap or a Secret can hold; a path like /dev/zero must not fill the memory.
    private const int LargestFile = 1 << 20;

    /// <param name="flags">Flags that are settings.</param>
    /// <param name="fallbacks">Defaults of the name that the agent was called by.</param>
    /// <param name="environment">The process environment but in tests.</param>
    public static SettingSources Read(
        IReadOnlyDictionary<string, string> flags, IReadOnlyDictionary<string, string> fallbacks, IReadOnlyDictionary<string, string> environment)
    {
        var sources = FamilyTranslation.Translated(new(flags, environment)
        {
            Fallbacks = fallbacks,
            ValueFiles = environment.Where(v => (SettingCatalog.IsCfgFileVariable(v.Key) || FamilyNames.IsFileForm(v.Key)) && !string.IsNullOrWhiteSpace(v.Value))
                .ToDictionary(v => v.Key, v => ReadFile(v.Value.Trim()), StringComparer.Ordinal),
        });
        // A resolver that does not know the settings file finds the settings that say where it is.
        var resolver = new SettingResolver(sources);
        var path = resolver.Find(SettingCatalog.ConfigFile).Text;
        return path.Length == 0 ? sources : sources with { ConfigFile = ConfigFile(path, resolver.Find(SettingCatalog.ConfDir).Text) };
    }

    /// <summary>The process environment; nothing else reads it.</summary>
    public static IReadOnlyDictionary<string, string> Variables() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal);

    /// <summary>The settings file; null where it is our own output, which says nothing that the settings don't.</summary>
    /// <remarks>Manifests run <c>zkServer.sh start-foreground zoo.cfg</c> after the file was generated; the script looks a bare name up in the configuration directory.</remarks>
    private static FileText? ConfigFile(string path, string configurationDirectory)
    {
        var file = ReadFile(path.Contains('/') ? path : $"{configurationDirectory}/{path}");
        return file.Text?.StartsWith(ZooCfg.Header, StringComparison.Ordinal) == true ? null : file;
    }

    private static FileText ReadFile(string path)
    {
        try
        {
            if (FileStatus.IsSpecial(path)) return new(path, null, "it is not a regular file");
            using var reader = new StreamReader(path, Encoding.UTF8);
            var buffer = new char[LargestFile];
            var length = reader.ReadBlock(buffer);
            return length < LargestFile ? new(path, new(buffer, 0, length)) : new(path, null, $"it is larger than {LargestFile / 1024} KiB");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException) { return new(path, null, e.Message); }
    }
}
