using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ZkAgent.Tests.Http;

/// <summary>Clients of one address that mean no good: each opens a connection, misuses it until the server closes it, and opens the next.</summary>
internal sealed class HostileClients : IAsyncDisposable
{
    private const string Request = "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n";

    /// <summary>How soon a client comes back: a second keeps two cores from being the limit that is tested.</summary>
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _ending = new();
    private readonly Task _all;
    private int _tries;

    /// <param name="from">Their address on this machine.</param>
    /// <param name="port">The agent's port.</param>
    /// <param name="idle">How many say nothing.</param>
    /// <param name="slowHeaders">How many begin a request and never end it.</param>
    /// <param name="slowReaders">How many ask for pages and read none.</param>
    public HostileClients(IPAddress from, int port, int idle, int slowHeaders, int slowReaders) => _all = Task.WhenAll(
        Enumerable.Repeat("", idle)
            .Concat(Enumerable.Repeat("GET /livez HTTP/1.1\r\nHost: ", slowHeaders))
            .Concat(Enumerable.Repeat(string.Concat(Enumerable.Repeat(Request, 50)), slowReaders))
            .Select(words => Task.Run(() => ComeAgainAsync(from, port, Encoding.ASCII.GetBytes(words), slow: words.EndsWith("\r\n\r\n", StringComparison.Ordinal)))));

    /// <summary>How often one of them has tried to connect; the server resets those that are too many.</summary>
    public int Tries => Volatile.Read(ref _tries);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _all;
        _ending.Dispose();
    }

    private async Task ComeAgainAsync(IPAddress from, int port, byte[] words, bool slow)
    {
        using var renewal = new PeriodicTimer(Renewal);
        try
        {
            do
            {
                Interlocked.Increment(ref _tries);
                try
                {
                    using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                    socket.Bind(new IPEndPoint(from, 0));
                    // A page that the client does not read stays with the server.
                    socket.ReceiveBufferSize = 4096;
                    await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), _ending.Token);
                    await socket.SendAsync(words, _ending.Token);
                    if (slow) await renewal.WaitForNextTickAsync(_ending.Token);
                    else await socket.ReceiveAsync(new byte[1], _ending.Token);
                }
                catch (SocketException)
                {
                    // The server closed it.
                }
            }
            while (await renewal.WaitForNextTickAsync(_ending.Token));
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
