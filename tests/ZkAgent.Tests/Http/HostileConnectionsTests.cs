using System.Net;
using Xunit;
using ZkAgent.Tests.Supervision;

namespace ZkAgent.Tests.Http;

/// <summary>The native binary under connections that mean no good: the kubelet's probes must be answered, and memory must stay bounded.</summary>
public sealed class HostileConnectionsTests
{
    private const int Probes = 300;

    /// <summary>Twice what the agent is to need in quiet times.</summary>
    private const long MostMemory = 36 << 20;

    private static readonly IPAddress Stranger = IPAddress.Parse("127.0.0.2");

    [Fact]
    public async Task Idle_connections_slow_headers_and_slow_readers_of_one_address_silence_no_probe_of_another()
    {
        await using var agent = new SupervisedAgent(asInit: false, "touch $T/started; echo > $T/started; exec sleep 1000");
        await agent.UntilNotedAsync("started");
        await using (var hostile = new HostileClients(Stranger, agent.AgentPort, idle: 1000, slowHeaders: 200, slowReaders: 200))
        {
            await agent.UntilAsync(() => hostile.Tries >= 2800, "each hostile client has tried to connect twice on average");
            var most = 0L;
            for (var i = 0; i < Probes; i++)
            {
                var answer = await agent.ProbeAsync();
                Assert.True(answer.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal), $"probe {i}: {answer}; the agent said:\n{agent.Errors}");
                most = Math.Max(most, agent.MemoryBytes("VmRSS"));
            }
            Assert.InRange(most, 1, MostMemory);
        }
    }
}
