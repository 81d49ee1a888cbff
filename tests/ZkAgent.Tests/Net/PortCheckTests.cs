using System.Net;
using System.Net.Sockets;
using Xunit;
using ZkAgent.Net;
using ZkAgent.Tests.ExecProbes;

namespace ZkAgent.Tests.Net;

public sealed class PortCheckTests
{
    [Fact]
    public void A_free_port_is_no_problem() => Assert.Empty(Problems(LoopbackPorts.FindClosed()));

    [Fact]
    public void A_listener_is_in_the_way_on_one_interface_too()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        Assert.Contains("something already listens on it", Assert.Single(Problems(port)), StringComparison.Ordinal);
        Assert.Contains("something already listens on it", Assert.Single(Problems(port, "127.0.0.1")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_in_TIME_WAIT_is_not_in_the_way()
    {
        int port;
        using (var listener = new TcpListener(IPAddress.Loopback, LoopbackPorts.FindClosed()))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            // The side that closes first gets the TIME_WAIT: the server.
            (await listener.AcceptSocketAsync(TestContext.Current.CancellationToken)).Close();
            Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1], TestContext.Current.CancellationToken));
        }

        Assert.Contains(await File.ReadAllLinesAsync("/proc/net/tcp", TestContext.Current.CancellationToken), line => line.Contains($":{port:X4} ", StringComparison.Ordinal));
        Assert.Empty(Problems(port));
    }

    [Fact]
    public void An_address_that_is_none_of_ours_is_told() =>
        Assert.Contains("no interface here has that address", Assert.Single(Problems(LoopbackPorts.FindClosed(), "192.0.2.1")), StringComparison.Ordinal);

    [Fact]
    public void A_name_is_left_to_ZooKeeper() => Assert.Empty(Problems(LoopbackPorts.FindClosed(), "zk-0.zk-hs"));

    private static IReadOnlyList<string> Problems(int port, string? address = null) => PortCheck.Problems([new(port, "clients", "ZK_CLIENT_PORT", address)]);
}
