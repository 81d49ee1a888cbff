using System.Net.Sockets;
using System.Text;

namespace ZkAgent.ContainerTests.Client;

/// <summary>Asks ZooKeeper itself, past the agent, from outside of the container.</summary>
internal static class FourLetterWord
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    /// <returns>What it said; empty where it said nothing.</returns>
    public static async Task<string> Ask(string address, string word, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Deadline);
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(address, 2181, limit.Token);
            await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(word), limit.Token);
            using var reader = new StreamReader(connection.GetStream());
            return await reader.ReadToEndAsync(limit.Token);
        }
        catch (Exception silence) when (silence is SocketException or IOException || silence is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return "";
        }
    }
}
