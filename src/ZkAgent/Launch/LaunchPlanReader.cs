using ZkAgent.Core.Launch;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Settings;
using ZkAgent.Native;

namespace ZkAgent.Launch;

/// <summary>Reads the facts that decide how ZooKeeper's script is started. An unreadable file counts as absent.</summary>
internal static class LaunchPlanReader
{
    /// <summary>How ZooKeeper is started here.</summary>
    /// <param name="installation">What is started.</param>
    /// <param name="places">Where the files are.</param>
    /// <param name="sources">The process environment and the user's scripts.</param>
    /// <param name="superUser">Flags of the JVM that make the agent's super user; null: it has none.</param>
    public static LaunchPlan Plan(ZooKeeperInstallation installation, AgentSettings settings, ConfigurationPlaces places, SettingSources sources, IReadOnlyList<string>? superUser = null) => LaunchPlan.Create(
        installation, places, settings, sources.Environment,
        new(Archive(ClassArchive.File, ClassArchive.RecordFile), Java(sources.Scripts.Over(sources.Environment)), Entries(settings.Directories, sources.Scripts)) { Scripts = sources.Scripts }, superUser);

    /// <summary>The files that may change the JVM's options beyond what variables say: path and text of those that can be read.</summary>
    public static IEnumerable<(string Path, string Text)> OptionFiles(AgentSettings settings, IReadOnlyDictionary<string, string> environment) =>
        from path in UserScripts.Names.Select(name => Path.Combine(settings.Directories.Configuration, name)).Concat(LoginOverride.FilesOf(JvmOptions.Of(environment)))
        where !FileStatus.IsSpecial(path)
        let text = TextOf(path)
        where text is not null
        select (path, text);

    /// <summary>The runtime that the script starts; null where there is none.</summary>
    public static JavaRuntime? Java(IReadOnlyDictionary<string, string> environment)
    {
        if (JavaSearch.Places(environment).FirstOrDefault(UnixPath.IsExecutable) is not { } found || UnixPath.Real(found) is not { } command) return null;
        return new(command, JavaRuntime.VersionIn(TextOf(Path.Combine(Path.GetDirectoryName(command)!, "../release"))));
    }

    /// <summary>Null where one of the files is missing: the JVM loads even its own archive no longer where the one that it is told of is missing.</summary>
    internal static ClassArchive? Archive(string file, string record) =>
        File.Exists(file) && TextOf(record) is { } text ? ClassArchive.Parse(text) : null;

    /// <summary>Sorted, so that the same file is named at each start.</summary>
    internal static string[] Entries(DirectorySettings directories, UserScripts scripts)
    {
        try
        {
            return [.. new DirectoryInfo(directories.Configuration).EnumerateFileSystemInfos()
                .Where(entry => !UserScripts.Names.Contains(entry.Name) || (scripts.Unread is not null && !IsOurs(entry.FullName)))
                .Select(entry => entry is DirectoryInfo ? entry.Name + "/" : entry.Name).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool IsOurs(string path) => TextOf(path) is { } text && ConfigurationFiles.IsOurs(text);

    private static string? TextOf(string path)
    {
        try { return File.ReadAllText(path); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { return null; }
    }
}
