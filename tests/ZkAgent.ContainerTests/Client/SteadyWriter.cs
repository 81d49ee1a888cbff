using System.Net.Sockets;
using System.Text;

namespace ZkAgent.ContainerTests.Client;

/// <summary>Writes one node after the other through whichever member takes it, keeping its session, until it is stopped or its test is over.</summary>
internal sealed class SteadyWriter : IAsyncDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(20);
    private readonly HashSet<long> sessions = [];
    private readonly CancellationTokenSource stop = new();
    private readonly Task writing;

    /// <param name="addresses">Where the members are.</param>
    public SteadyWriter(string[] addresses)
    {
        Addresses = addresses;
        writing = Task.Run(() => Run(stop.Token));
    }

    /// <summary>Where each member is; a restart may move it.</summary>
    public string[] Addresses { get; }

    public AcknowledgedWrites Writes { get; } = new();

    public int Sessions => sessions.Count;

    public TimeSpan LongestGap { get; private set; }

    /// <summary>Returns when the last write is over.</summary>
    public async Task Stop()
    {
        await stop.CancelAsync();
        await writing;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        stop.Dispose();
    }

    private async Task Run(CancellationToken stop)
    {
        ZooKeeperClient? client = null;
        var last = TimeProvider.System.GetTimestamp();
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            try
            {
                client ??= await Connect(null, stop);
                await Writes.Create(client, $"/written-{number}", Encoding.ASCII.GetBytes($"{number}"));
                var gap = TimeProvider.System.GetElapsedTime(last);
                last = TimeProvider.System.GetTimestamp();
                if (gap > LongestGap) LongestGap = gap;
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException && !stop.IsCancellationRequested)
            {
                // Whether that write counts is unknown; the next one has another name.
                if (client is not null) client = await Connect(client, stop);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }
        if (client is not null) await client.DisposeAsync();
    }

    private async Task<ZooKeeperClient> Connect(ZooKeeperClient? ended, CancellationToken stop)
    {
        if (ended is not null) await ended.DisposeAsync();
        using var timer = new PeriodicTimer(RetryPause);
        for (var turn = 0; ; turn++)
        {
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
                // The address of a container that is gone answers nothing at all.
                limit.CancelAfter(TimeSpan.FromMilliseconds(200));
                var client = await ZooKeeperClient.Connect(Addresses[turn % Addresses.Length], 2181, ZooKeeperClient.SessionTimeout, limit.Token, ended);
                sessions.Add(client.SessionId);
                return client;
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException && !stop.IsCancellationRequested)
            {
                await timer.WaitForNextTickAsync(stop);
            }
        }
    }
}
