using System.Net.Sockets;
using System.Text;
using Xunit;
using ZkAgent.ContainerTests.Client;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.DataGuard;

/// <summary>A client of an ensemble that remembers every acknowledged write and can tell which of them a member does not have.</summary>
internal sealed class Witness(Ensemble ensemble)
{
    private const int WritesAtOnce = 20;

    /// <summary>A member that takes longer may be frozen or cut off: another one is tried.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(4);

    private readonly AcknowledgedWrites _writes = new();
    private int _written;

    public int Acknowledged => _writes.Count;

    /// <summary>Writes through one member that serves, until all of it is acknowledged.</summary>
    public async Task Write(int through)
    {
        await using var client = await ensemble[through].Connect();
        await Write(client, through);
    }

    /// <summary>Writes through any of these members, and awaits that something is acknowledged.</summary>
    /// <returns>How much was.</returns>
    public async Task<int> WriteSomewhere(IReadOnlyList<int> members)
    {
        var before = Acknowledged;
        await Poll.Until(async () =>
        {
            foreach (var member in members)
            {
                await TryWrite(member);
                if (Acknowledged > before) return true;
            }
            return false;
        }, Ensemble.ToServe, async () => string.Join("\n", await Task.WhenAll(members.Select(m => ensemble[m].Logs()))));
        return Acknowledged - before;
    }

    /// <summary>One line for each acknowledged write that a member does not have.</summary>
    public async Task<IReadOnlyList<string>> Lost(int ordinal)
    {
        await using var client = await ensemble[ordinal].Connect();
        await client.Sync();
        return await _writes.Lost(client);
    }

    private async Task TryWrite(int through)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Timeout);
        try
        {
            await using var client = await ZooKeeperClient.Connect(await ensemble[through].Address(), 2181, ZooKeeperClient.SessionTimeout, limit.Token);
            await Write(client, through).WaitAsync(limit.Token);
        }
        catch (Exception e) when (e is IOException or SocketException or ZooKeeperError || e is OperationCanceledException && !TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            // A write that was not acknowledged may be lost.
        }
    }

    private Task Write(ZooKeeperClient client, int through) => Task.WhenAll(Enumerable.Range(0, WritesAtOnce).Select(_ =>
    {
        var number = _written++;
        return _writes.Create(client, $"/written-{number}", Encoding.ASCII.GetBytes($"{number} through zk-{through}"));
    }));
}
