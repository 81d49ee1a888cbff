using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ZkAgent.Tests.ExecProbes;

/// <summary>A TCP server on loopback that reads a question and then does as the test says.</summary>
internal sealed class StubServer : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;
    private int connections;

    private StubServer(int port, string questionEnd, Func<Socket, CancellationToken, Task> answer)
    {
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        serving = Serve(questionEnd, answer);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Connections => connections;

    public string Question { get; private set; } = "";

    /// <summary>Reads <c>ruok</c>, says the given pieces in segments of their own and closes.</summary>
    public static StubServer ZooKeeper(params string[] pieces) => ZooKeeperOn(0, pieces);

    public static StubServer ZooKeeperOn(int port, params string[] pieces) => new(port, "ruok", (socket, stop) => Say(socket, pieces, stop));

    /// <summary>Reads a request's head, says the given pieces in segments of their own and closes.</summary>
    public static StubServer Http(params string[] pieces) => HttpOn(0, pieces);

    public static StubServer HttpOn(int port, params string[] pieces) => new(port, "\r\n\r\n", (socket, stop) => Say(socket, pieces, stop));

    /// <summary>Takes the question and keeps the connection open without a message.</summary>
    public static StubServer Silent() => new(0, "", (_, stop) => Task.Delay(Timeout.Infinite, stop));

    /// <summary>Says one byte after the other, so that no single wait is long, and never comes to an end.</summary>
    public static StubServer Trickling() => new(0, "", async (socket, stop) =>
    {
        while (true)
        {
            await socket.SendAsync("i"u8.ToArray(), stop);
            await Task.Delay(900, stop);
        }
    });

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await serving;
        listener.Stop();
        stop.Dispose();
    }

    private async Task Serve(string questionEnd, Func<Socket, CancellationToken, Task> answer)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var socket = await listener.AcceptSocketAsync(stop.Token);
                socket.NoDelay = true;
                Interlocked.Increment(ref connections);
                Question = await Read(socket, questionEnd, stop.Token);
                await answer(socket, stop.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                // The test is over, or the agent has heard enough.
            }
        }
    }

    private static async Task<string> Read(Socket socket, string end, CancellationToken stop)
    {
        var question = new StringBuilder();
        var buffer = new byte[1024];
        do
        {
            var read = await socket.ReceiveAsync(buffer, stop);
            if (read == 0)
                break;
            question.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }
        while (!question.ToString().EndsWith(end, StringComparison.Ordinal));
        return question.ToString();
    }

    private static async Task Say(Socket socket, string[] pieces, CancellationToken stop)
    {
        foreach (var (piece, index) in pieces.Select((piece, index) => (piece, index)))
        {
            if (index > 0)
                await Task.Delay(50, stop);
            await socket.SendAsync(Encoding.ASCII.GetBytes(piece), stop);
        }
    }
}
