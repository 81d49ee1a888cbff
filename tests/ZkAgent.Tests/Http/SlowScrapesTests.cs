using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;
using ZkAgent.Tests.Fakes;
using ZkAgent.Tests.Supervision;

namespace ZkAgent.Tests.Http;

/// <summary>The native binary, with its heap limit, while many read the page of metrics slowly.</summary>
public sealed class SlowScrapesTests
{
    private const int Scrapes = 100, Families = 2000;

    private const long MostMemory = 48 << 20;

    /// <summary>Twice as fast as the slowest reader that the agent puts up with.</summary>
    private static readonly (int Bytes, TimeSpan Every) Pace = (8192, TimeSpan.FromMilliseconds(250));

    [Fact]
    public async Task A_hundred_slow_scrapes_at_once_get_whole_pages_and_the_agent_keeps_within_its_memory()
    {
        await using var agent = new SupervisedAgent(asInit: false, "touch $T/started; echo > $T/started; exec sleep 1000");
        await agent.UntilNotedAsync("started");
        var figures = string.Concat(Enumerable.Range(0, Families).Select(i => $"zk_custom_figure_{i}\t{i}\n"));
        await using var zooKeeper = new ScriptedZooKeeper(port: agent.ClientPort)
        {
            Script = word => word == "mntr"
                ? ScriptedZooKeeper.Says($"zk_version\t3.9.3-x\nzk_server_state\tstandalone\n{figures}") : ScriptedZooKeeper.Serving("standalone")(word),
        };

        // One address may have 32 connections.
        var pages = await Task.WhenAll(Enumerable.Range(0, Scrapes).Select(i => ScrapeAsync(IPAddress.Parse($"127.0.0.{3 + i % 4}"), agent.AgentPort)));

        Assert.All(pages, page =>
        {
            Assert.StartsWith("HTTP/1.1 200 ", page, StringComparison.Ordinal);
            Assert.Contains($"zk_custom_figure_{Families - 1} {Families - 1}\n", page, StringComparison.Ordinal);
            Assert.Contains("process_resident_memory_bytes", page, StringComparison.Ordinal);
        });
        Assert.StartsWith("HTTP/1.1 200 ", await agent.ProbeAsync(), StringComparison.Ordinal);
        Assert.InRange(agent.MemoryBytes("VmHWM"), 1, MostMemory);
    }

    private static async Task<string> ScrapeAsync(IPAddress from, int port)
    {
        var stop = TestContext.Current.CancellationToken;
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(from, 0));
        // What the client's system does not take stays with the server.
        socket.ReceiveBufferSize = 4096;
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stop);
        await socket.SendAsync(Encoding.ASCII.GetBytes("GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), stop);
        using var timer = new PeriodicTimer(Pace.Every);
        using var page = new MemoryStream();
        var piece = new byte[Pace.Bytes];
        while (await socket.ReceiveAsync(piece, stop) is > 0 and var read)
        {
            page.Write(piece, 0, read);
            await timer.WaitForNextTickAsync(stop);
        }

        return Encoding.UTF8.GetString(page.ToArray());
    }
}
