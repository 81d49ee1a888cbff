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
        var (path, directory) = (resolver.Find(SettingCatalog.ConfigFile).Text, resolver.Find(SettingCatalog.ConfDir).Text);
        var file = path.Length > 0 ? ConfigFile(path, directory) : ConfigFile(ConfigurationPlaces.ZooCfgName, directory, optional: true);
        return sources with
        {
            Fallbacks = WithRunDirectory(sources.Fallbacks, directory),
            ConfigFile = file,
            ConfigFileWasFound = path.Length == 0 && file is not null,
            Scripts = UserScripts.Read([.. UserScripts.Names.Select(name => ConfigFile(name, directory, optional: true)).OfType<FileText>()], environment),
        };
    }

    /// <summary>The process environment; nothing else reads it.</summary>
    public static IReadOnlyDictionary<string, string> Variables() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal);

    private static IReadOnlyDictionary<string, string> WithRunDirectory(IReadOnlyDictionary<string, string> fallbacks, string configuration) =>
        configuration.StartsWith('/') && RunDirectory.InMemory(UnixPath.CanHoldFiles(configuration), UnixPath.IsWritable(RunDirectory.SharedMemory), HostName.Short) is { } inMemory
            ? new Dictionary<string, string>(fallbacks) { [SettingCatalog.RunDir.Flag] = inMemory }
            : fallbacks;

    /// <summary>A file of the user's; null where it is our own output, which says nothing that the settings don't.</summary>
    /// <remarks>Manifests run <c>zkServer.sh start-foreground zoo.cfg</c> after the file was generated; the script looks a bare name up in the configuration directory.</remarks>
    /// <param name="path">A path, or a name in the configuration directory.</param>
    /// <param name="optional">True: null where there is no such file, or where this user may not read it: a command of another user goes on, and a start refuses it.</param>
    private static FileText? ConfigFile(string path, string configurationDirectory, bool optional = false)
    {
        path = path.Contains('/') ? path : $"{configurationDirectory}/{path}";
        if (optional && !(File.Exists(path) && UnixPath.IsReadable(path))) return null;
        var file = ReadFile(path);
        return file.Text is { } text && ConfigurationFiles.IsOurs(text) ? null : file;
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
