using System.Net;
using Microsoft.AspNetCore.Connections;
using Xunit;
using ZkAgent.Http;

namespace ZkAgent.Tests.Http;

public sealed class ConnectionLimitsTests
{
    private readonly ConnectionLimits _limits = new(perAddress: 2, total: 3);
    private readonly TaskCompletionSource _end = new();
    private int _served;

    [Fact]
    public void An_address_with_as_many_connections_as_it_may_have_is_reset_and_another_is_served()
    {
        Assert.False(Connect("10.0.0.1").IsCompleted);
        Assert.False(Connect("10.0.0.1").IsCompleted);
        Assert.True(Connect("10.0.0.1").IsCompleted);
        Assert.False(Connect("10.0.0.2").IsCompleted);
        Assert.Equal(3, _served);
    }

    [Fact]
    public void All_addresses_together_have_a_limit_too()
    {
        foreach (var address in new[] { "10.0.0.1", "10.0.0.2", "10.0.0.3" }) Assert.False(Connect(address).IsCompleted);
        Assert.True(Connect("10.0.0.4").IsCompleted);
        Assert.Equal(3, _served);
    }

    [Fact]
    public async Task Connections_that_end_give_their_places_back()
    {
        Task[] first = [Connect("10.0.0.1"), Connect("10.0.0.1")];
        _end.SetResult();
        await Task.WhenAll(first);
        await Connect("10.0.0.1");
        Assert.Equal(3, _served);
    }

    [Fact]
    public void An_IPv4_address_is_the_same_on_a_listener_for_both_families()
    {
        _ = Connect("10.0.0.1");
        _ = Connect("::ffff:10.0.0.1");
        Assert.True(Connect("10.0.0.1").IsCompleted);
    }

    [Fact]
    public async Task A_connection_that_ends_with_an_exception_gives_its_place_back()
    {
        for (var i = 0; i < 5; i++)
            await Assert.ThrowsAsync<IOException>(() => _limits.ServeAsync(ConnectionFrom("10.0.0.1"), _ => throw new IOException("broken")));
    }

    private Task Connect(string address) => _limits.ServeAsync(ConnectionFrom(address), _ =>
    {
        _served++;
        return _end.Task;
    });

    private static DefaultConnectionContext ConnectionFrom(string address) => new() { RemoteEndPoint = new IPEndPoint(IPAddress.Parse(address), 40_000) };
}
