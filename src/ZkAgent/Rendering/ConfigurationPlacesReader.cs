using ZkAgent.Core.Rendering;
using ZkAgent.Core.Settings;
using ZkAgent.Files;
using ZkAgent.Machine;
using ZkAgent.Native;

namespace ZkAgent.Rendering;

/// <summary>Looks into the configuration directory before anything is written. It writes nothing.</summary>
internal static class ConfigurationPlacesReader
{
    public static ConfigurationPlaces Read(AgentSettings settings, SettingSources sources) =>
        ConfigurationPlaces.Decide(settings, Facts(settings.Directories.Configuration), sources.ConfigFile?.Path);

    internal static ConfigurationFacts Facts(string directory)
    {
        var mounts = MountTable.Points();
        var real = UnixPath.Real(directory) ?? directory;
        return new(UnixPath.CanHoldFiles(directory), ConfigurationPlaces.Names.ToDictionary(name => name, name => new FoundFile(State(Path.Combine(directory, name)), mounts.Contains(Path.Combine(real, name)))));
    }

    private static FileState State(string path)
    {
        if (!File.Exists(path)) return FileState.Missing;
        try
        {
            if (FileStatus.IsSpecial(path)) return FileState.Users;
            return FileWriter.IsOurs(path) ? FileState.Ours : FileState.Users;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return FileState.Unreadable;
        }
    }
}
