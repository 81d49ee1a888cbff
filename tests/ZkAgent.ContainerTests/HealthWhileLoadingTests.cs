using Xunit;
using ZkAgent.ContainerTests.Client;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests;

/// <summary>A big database takes long to load, and no probe may count that as a failure.</summary>
public sealed class HealthWhileLoadingTests
{
    /// <summary>Less than a sample of a silent server takes. The kubelet gives up after one second; the machine that runs this is busy.</summary>
    private static readonly TimeSpan SlowestLive = TimeSpan.FromSeconds(1.9);

    private const int Nodes = 100_000, NodeSize = 2000, UnderWay = 1000;

    [Fact]
    public async Task Two_hundred_megabytes_load_without_one_failure_of_live_in_a_quorum_and_alone()
    {
        await using var ensemble = await Ensemble.Prepare(1);
        // A quorum of one: it says nothing while it loads, as every member of a quorum does.
        await ensemble.Start(0, member => OfOne(member).UntilReady());
        var began = TimeProvider.System.GetTimestamp();
        var writes = await Fill(await ensemble[0].Address());
        Figure.Tell($"writing {Nodes} nodes of {NodeSize} bytes", TimeProvider.System.GetElapsedTime(began));

        await ensemble[0].Kill("KILL");
        Figure.Tell("loading in a quorum", await Load(await ensemble.Start(0, OfOne)));
        await ensemble[0].Stop();
        // Alone it answers meanwhile that it is not serving.
        Figure.Tell("loading alone", await Load(await ensemble.Start(0, Big)));

        await using var client = await ensemble[0].Connect();
        Assert.Equal(Nodes, writes.Count);
        Assert.Empty(await writes.Lost(client));

        static MemberBuilder Big(MemberBuilder member) => member.WithSettings("ZK_HEAP_SIZE=900M");
        static MemberBuilder OfOne(MemberBuilder member) => Big(member).WithSettings("ZK_STANDALONE_ENABLED=false");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<AcknowledgedWrites> Fill(string address)
    {
        await using var client = await ZooKeeperClient.Connect(address, 2181, TimeSpan.FromSeconds(30), Cancellation);
        await client.Create("/big", default);
        var (writes, data) = (new AcknowledgedWrites(), new byte[NodeSize]);
        await Parallel.ForAsync(0, Nodes, new ParallelOptions { MaxDegreeOfParallelism = UnderWay, CancellationToken = Cancellation },
            async (i, _) => await writes.Create(client, $"/big/{i}", data));
        await client.Close();
        return writes;
    }

    /// <summary>Watches a start: from the agent's first answer on, live is never but 200, and startup is 503 with a sentence until it is 200 for good.</summary>
    private static async Task<TimeSpan> Load(MemberContainer member)
    {
        using var agent = new AgentHttp(await member.Address());
        var (began, answered, waited) = (TimeProvider.System.GetTimestamp(), false, 0);
        var slowest = TimeSpan.Zero;
        AgentAnswer startup = default;
        await Poll.Until(async () =>
        {
            var asked = TimeProvider.System.GetTimestamp();
            var live = await agent.Get("/livez", Cancellation);
            if (!answered && live.Status == 0) return false;
            answered = true;
            Assert.True(live.Status == 200, $"/livez is {live.Status}: {live.Body}");
            if (TimeProvider.System.GetElapsedTime(asked) is var took && took > slowest) slowest = took;
            startup = await agent.Get("/startupz", Cancellation);
            if (startup.Status == 503 && startup.Body.Contains("loading its database", StringComparison.Ordinal)) waited++;
            return startup.Status == 200;
        }, Ensemble.ToServe, async () => $"{startup.Status} {startup.Body}\n{await member.Logs()}");
        Figure.Tell("slowest /livez while loading", slowest);
        Assert.True(slowest < SlowestLive, $"/livez took {slowest} while the database was loading");
        Assert.True(waited > 0, "it loaded before it could be asked: too little data for this machine");
        var loaded = TimeProvider.System.GetElapsedTime(began);

        await Poll.Until(async () =>
        {
            Assert.Equal(200, (await agent.Get("/livez", Cancellation)).Status);
            Assert.Equal(200, (await agent.Get("/startupz", Cancellation)).Status);
            return (await agent.Get("/readyz", Cancellation)).Status == 200;
        }, Ensemble.ToServe, member.Logs);
        return loaded;
    }
}
