using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
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
                var answer = await ProbeAsync(agent.AgentPort);
                Assert.True(answer.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal), $"probe {i}: {answer}; the agent said:\n{agent.Errors}");
                most = Math.Max(most, ResidentBytes(agent.Pid));
            }
            Assert.InRange(most, 1, MostMemory);
        }
    }

    /// <summary>The first line of the answer to a probe, or what happened instead.</summary>
    private static async Task<string> ProbeAsync(int port)
    {
        try
        {
            using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await client.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), TestContext.Current.CancellationToken);
            await client.SendAsync(Encoding.ASCII.GetBytes("GET /livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), TestContext.Current.CancellationToken);
            using var reader = new StreamReader(new NetworkStream(client));
            return await reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken) ?? "closed without an answer";
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return e.Message;
        }
    }

    private static long ResidentBytes(int pid)
    {
        var line = File.ReadLines($"/proc/{pid}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
    }
}
