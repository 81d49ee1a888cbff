using ZkAgent.CommandLine;
using ZkAgent.Core.Settings;
using ZkAgent.Launch;
using ZkAgent.Machine;
using ZkAgent.Native;

namespace ZkAgent.Commands;

/// <summary>Becomes the real zkServer.sh, for those of its verbs that the agent doesn't answer itself.</summary>
internal static class RealScript
{
    /// <summary>Returns only when that failed, with the exit code.</summary>
    /// <param name="arguments">The script's arguments.</param>
    public static int Exec(IReadOnlyList<string> arguments)
    {
        var variables = SettingSourcesReader.Variables();
        var found = new InstallationSearch(variables, Environment.ProcessPath).Find(
            variables.GetValueOrDefault(SettingCatalog.ServerCommand.Name) is { Length: > 0 } command ? command : null);
        if (found.Installation is not { } installation)
        {
            Console.Error.WriteLine($"zkagent: {found.Problem}");
            return ExitCodes.WrongSettings;
        }
        return ProcessImage.Replace([installation.Command, .. arguments]);
    }
}
