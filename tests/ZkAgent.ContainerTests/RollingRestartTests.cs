using System.Net.Sockets;
using System.Text;
using Xunit;
using ZkAgent.ContainerTests.Client;
using ZkAgent.ContainerTests.Docker;

namespace ZkAgent.ContainerTests;

/// <summary>One member after the other stops through the gate and comes back, under a client that writes all the while.</summary>
public sealed class RollingRestartTests
{
    private static readonly TimeSpan SessionTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task It_loses_no_acknowledged_write_and_no_session()
    {
        await using var ensemble = await Ensemble.Serving(3);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var writer = new Writer(await Task.WhenAll(Enumerable.Range(0, 3).Select(i => ensemble[i].Address())));
        var writing = writer.Run(done.Token);

        foreach (var ordinal in (int[])[2, 1, 0])
        {
            await ensemble[ordinal].Kill("TERM");
            Assert.Equal(0, await ensemble[ordinal].WaitForExit(TimeSpan.FromSeconds(60)));
            await ensemble[ordinal].Restart();
            writer.Addresses[ordinal] = await ensemble[ordinal].Address();
            await Poll.Until(async () => (await ensemble[ordinal].TryGet("/readyz"))?.Status == 200, Ensemble.ToServe, ensemble[ordinal].Logs);
        }
        await done.CancelAsync();
        await writing;

        Assert.Equal(1, writer.Sessions);
        Assert.True(writer.Writes.Count > 100, $"only {writer.Writes.Count} writes were acknowledged");
        await using var reader = await ZooKeeperClient.Connect(await ensemble[0].Address(), 2181, SessionTimeout, TestContext.Current.CancellationToken);
        Assert.Empty(await writer.Writes.Lost(reader));
        TestContext.Current.TestOutputHelper?.WriteLine($"figure: {writer.Writes.Count} writes acknowledged, longest gap {writer.LongestGap.TotalSeconds:0.00} s");
    }

    /// <summary>Writes one node after the other through whichever member takes it, keeping its session.</summary>
    private sealed class Writer(string[] addresses)
    {
        private readonly HashSet<long> sessions = [];

        /// <summary>Where each member is; a restart may move it.</summary>
        public string[] Addresses => addresses;

        public AcknowledgedWrites Writes { get; } = new();

        public int Sessions => sessions.Count;

        public TimeSpan LongestGap { get; private set; }

        public async Task Run(CancellationToken stop)
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
                    // Whether that write counts nobody knows; the next one has another name.
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
                    var client = await ZooKeeperClient.Connect(addresses[turn % 3], 2181, SessionTimeout, limit.Token, ended);
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
}
