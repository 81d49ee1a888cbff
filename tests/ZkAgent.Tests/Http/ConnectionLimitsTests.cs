using System.Net;
using Xunit;
using ZkAgent.Http;

namespace ZkAgent.Tests.Http;

public sealed class ConnectionLimitsTests
{
    private readonly ConnectionLimits _limits = new(perAddress: 2, total: 3);

    [Fact]
    public void An_address_with_as_many_connections_as_it_may_have_is_refused_and_another_is_served()
    {
        Assert.True(Connects("10.0.0.1"));
        Assert.True(Connects("10.0.0.1"));
        Assert.False(Connects("10.0.0.1"));
        Assert.True(Connects("10.0.0.2"));
    }

    [Fact]
    public void All_addresses_together_have_a_limit_too()
    {
        foreach (var address in new[] { "10.0.0.1", "10.0.0.2", "10.0.0.3" }) Assert.True(Connects(address));
        Assert.False(Connects("10.0.0.4"));
    }

    [Fact]
    public void Connections_that_end_give_their_places_back()
    {
        Assert.True(Connects("10.0.0.1") && Connects("10.0.0.1"));
        _limits.Leave(IPAddress.Parse("10.0.0.1"));
        Assert.True(Connects("10.0.0.1"));
        Assert.False(Connects("10.0.0.1"));
    }

    [Fact]
    public void An_IPv4_address_is_the_same_on_a_listener_for_both_families()
    {
        Assert.True(Connects("10.0.0.1") && Connects("::ffff:10.0.0.1"));
        Assert.False(Connects("10.0.0.1"));
        _limits.Leave(IPAddress.Parse("10.0.0.1"));
        Assert.True(Connects("::ffff:10.0.0.1"));
    }

    private bool Connects(string address) => _limits.TryEnter(IPAddress.Parse(address));
}
