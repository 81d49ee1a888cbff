using System.Net.Sockets;
using System.Text;
using ZkAgent.CommandLine;
using ZkAgent.Core.Settings;

namespace ZkAgent.Commands;

/// <summary><c>zkagent drain</c>, for preStop: readiness ends, and the command returns when this member may stop or the time limit is over.</summary>
internal static class DrainCommand
{
    /// <returns>0, whether or not the gate opened: a preStop hook that fails changes nothing but the event it leaves. 1 without an agent.</returns>
    public static async Task<int> RunAsync(string socket, TextWriter output, TextWriter error)
    {
        using var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket)).ConfigureAwait(false);
            using var reader = new StreamReader(new NetworkStream(connection), Encoding.UTF8);
            await output.WriteAsync(await reader.ReadToEndAsync().ConfigureAwait(false)).ConfigureAwait(false);
            return ExitCodes.Ok;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            await error.WriteLineAsync($"zkagent: cannot reach the agent on {socket} ({SettingCatalog.RunDir.Name}): {e.Message}; is zkagent running in this container?").ConfigureAwait(false);
            return ExitCodes.No;
        }
    }
}
