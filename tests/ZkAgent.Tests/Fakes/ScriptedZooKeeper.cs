using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ZkAgent.Tests.Fakes;

/// <summary>A TCP server that treats each four-letter word as its script says: answers, stalls, truncates, resets, closes empty.</summary>
internal sealed class ScriptedZooKeeper : IAsyncDisposable
{
    public delegate Task Act(Socket connection, CancellationToken stopping);

    private readonly Socket _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<string> _words = new();
    private readonly Task _accepting;

    /// <param name="address">Where it listens; null: on IPv4's loopback.</param>
    /// <param name="port">Its port; 0: any free one.</param>
    public ScriptedZooKeeper(IPAddress? address = null, int port = 0)
    {
        address ??= IPAddress.Loopback;
        _listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(new IPEndPoint(address, port));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>What happens to a word; changed in the middle of a test as the story goes.</summary>
    public Func<string, Act> Script { get; set; } = _ => Says("");

    /// <summary>Closes each connection before it says anything, as at the limit of connections.</summary>
    public bool Full { get; set; }

    /// <summary>The words that came, in order.</summary>
    public IReadOnlyCollection<string> Words => _words;

    public static Act Says(string text) => async (connection, stopping) =>
    {
        await connection.SendAsync(Encoding.UTF8.GetBytes(text), stopping);
        connection.Shutdown(SocketShutdown.Both);
    };

    public static Act SaysInPieces(string text) => async (connection, stopping) =>
    {
        foreach (var piece in text.Chunk(3)) await connection.SendAsync(Encoding.UTF8.GetBytes(piece), stopping);
        connection.Shutdown(SocketShutdown.Both);
    };

    public static Act Stalls(string after = "") => async (connection, stopping) =>
    {
        await connection.SendAsync(Encoding.UTF8.GetBytes(after), stopping);
        await Task.Delay(Timeout.Infinite, stopping);
    };

    public static Act ClosesEmpty() => (_, _) => Task.CompletedTask;

    public static Act Resets(string after = "") => async (connection, stopping) =>
    {
        if (after.Length > 0) await connection.SendAsync(Encoding.UTF8.GetBytes(after), stopping);
        connection.LingerState = new LingerOption(true, 0);
    };

    public static Act NeverEnds() => async (connection, stopping) =>
    {
        var block = new byte[64 * 1024];
        while (!stopping.IsCancellationRequested) await connection.SendAsync(block, stopping);
    };

    /// <summary>srvr and mntr of a server in the given mode; with no mode, of one without a quorum.</summary>
    public static Func<string, Act> Serving(string? mode) => word => mode is null
        ? Says("This ZooKeeper instance is not currently serving requests\n")
        : word switch
        {
            "srvr" => Says($"Zookeeper version: 3.9.3-x, built on 2026\nZxid: 0x100000001\nMode: {mode}\n"),
            "mntr" => Says($"zk_version\t3.9.3-x\nzk_server_state\t{mode}\nzk_uptime\t17\n"),
            "ruok" => Says("imok"),
            _ => Says($"{word} is not executed because it is not in the whitelist.\n"),
        };

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = TalkAsync(await _listener.AcceptAsync(_stopping.Token));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end of the test.
        }
    }

    private async Task TalkAsync(Socket connection)
    {
        using (connection)
        {
            try
            {
                if (Full) return;
                var word = new byte[4];
                for (var got = 0; got < 4;)
                {
                    var read = await connection.ReceiveAsync(word.AsMemory(got), _stopping.Token);
                    if (read == 0) return;
                    got += read;
                }

                _words.Enqueue(Encoding.ASCII.GetString(word));
                await Script(Encoding.ASCII.GetString(word))(connection, _stopping.Token);
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException)
            {
                // The other side left, or the test ended.
            }
        }
    }
}
