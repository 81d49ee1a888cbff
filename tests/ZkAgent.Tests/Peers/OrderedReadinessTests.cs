using System.Net;
using System.Net.Sockets;
using Xunit;
using ZkAgent.Core.Health;
using ZkAgent.Peers;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Peers;

public sealed class OrderedReadinessTests
{
    private static readonly ProbeVerdict Strict = new(Probes.Ready, false, "not ready: ZooKeeper looks for a quorum", []);

    private readonly ObservedTime _time = new();
    private readonly ServingPeers _peers = new(self: 1);
    private readonly Dictionary<string, Func<CancellationToken, Task<IPAddress[]>>> _names = [];
    private readonly List<string> _asked = [];

    public OrderedReadinessTests()
    {
        _peers.IsSilent(2);
        _peers.IsSilent(3);
        _names["zk-1.zk-hs"] = Resolves;
        _names["zk-2.zk-hs"] = Fails(SocketError.HostNotFound);
    }

    [Theory]
    [InlineData(SocketError.HostNotFound)]
    [InlineData(SocketError.NoData)]
    public async Task Ready_where_a_higher_pods_name_does_not_exist(SocketError error)
    {
        _names["zk-2.zk-hs"] = Fails(error);
        var verdict = await DecideAsync();
        Assert.True(verdict.Pass);
        Assert.Contains("zk-2 does not exist yet", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ready_where_a_name_has_no_address()
    {
        _names["zk-1.zk-hs"] = _ => Task.FromResult<IPAddress[]>([]);
        Assert.Contains("zk-1 does not exist yet", (await DecideAsync()).Sentence, StringComparison.Ordinal);
        Assert.Equal(["zk-1.zk-hs"], _asked);
    }

    [Theory]
    [InlineData(SocketError.TryAgain)]
    [InlineData(SocketError.Success)]
    public async Task Not_where_all_names_exist_or_a_resolver_is_away(SocketError error)
    {
        _names["zk-2.zk-hs"] = error == SocketError.Success ? Resolves : Fails(error);
        var verdict = await DecideAsync();
        Assert.False(verdict.Pass);
        Assert.EndsWith("all pods exist, so nothing is gained by calling this one ready", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resolver_that_says_nothing_counts_as_a_name_that_exists_after_its_time()
    {
        _names["zk-2.zk-hs"] = _ => new TaskCompletionSource<IPAddress[]>().Task;
        var deciding = DecideAsync();
        await _time.UntilTimerAsync(OrderedReadiness.NameLimit);
        Assert.False(deciding.IsCompleted);
        _time.Advance(OrderedReadiness.NameLimit);
        Assert.False((await deciding).Pass);
    }

    [Fact]
    public async Task A_peer_that_serves_makes_a_member_outside_its_quorum_not_ready()
    {
        _peers.Serves(2);
        Assert.Contains("zk-1 serves in a quorum that this member is not in", (await DecideAsync()).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_member_is_asked_where_the_strict_verdict_stands()
    {
        Assert.Same(Strict, await DecideAsync("follower"));
        var pass = Strict with { Pass = true };
        var now = _time.GetUtcNow();
        Assert.Same(pass, await Readiness().DecideAsync(pass, SampledHealth.Of(null, now, now), now));
        Assert.Equal(0, _peers.Asked);
        Assert.Empty(_asked);
    }

    private Task<ProbeVerdict> DecideAsync(string? mode = null)
    {
        var now = _time.GetUtcNow();
        return Readiness().DecideAsync(Strict, SampledHealth.Of(mode, now, now), now);
    }

    private OrderedReadiness Readiness() => new(new(_peers.LocalMember), _peers, (name, over) =>
    {
        _asked.Add(name);
        return _names[name](over);
    }, _time);

    private static Task<IPAddress[]> Resolves(CancellationToken over) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]);

    private static Func<CancellationToken, Task<IPAddress[]>> Fails(SocketError error) => _ => throw new SocketException((int)error);
}
