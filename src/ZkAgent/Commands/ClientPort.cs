using System.Globalization;
using ZkAgent.CommandLine;
using ZkAgent.Core.Settings;
using ZkAgent.Host;

namespace ZkAgent.Commands;

/// <summary>The port that <c>ok</c> and <c>metrics</c> ask: their argument, else the setting. Nothing else may be wrong for them.</summary>
internal static class ClientPort
{
    public static (int Port, string? Problem) Of(Invocation invocation)
    {
        var (text, origin) = invocation.Arguments is [var argument]
            ? (argument, "PORT")
            : Setting(new SettingResolver(SettingSourcesReader.Read(invocation.Settings, invocation.Fallbacks)).Find(SettingCatalog.ClientPort));
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? (port, null)
            : (0, new SettingsProblem(origin, text, "a TCP port, a whole number from 1 to 65535").ToString());
    }

    private static (string, string) Setting(FoundValue found) => (found.Text, found.Origin);
}
