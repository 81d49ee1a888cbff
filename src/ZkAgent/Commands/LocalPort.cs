using System.Globalization;
using ZkAgent.Core.Settings;

namespace ZkAgent.Commands;

/// <summary>A port of this host that a probe asks: an argument, else the setting. Nothing else may be wrong for a probe.</summary>
internal static class LocalPort
{
    /// <param name="setting">The setting that has the port.</param>
    /// <param name="argument">The argument that overrides it; null when none was given.</param>
    public static (int Port, string? Problem) Of(SettingResolver settings, Setting setting, string? argument = null)
    {
        var found = argument is null ? settings.Find(setting) : new FoundValue(argument, "PORT");
        return int.TryParse(found.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? (port, null)
            : (0, new SettingsProblem(found.Origin, found.Text, "a TCP port, a whole number from 1 to 65535").ToString());
    }
}
