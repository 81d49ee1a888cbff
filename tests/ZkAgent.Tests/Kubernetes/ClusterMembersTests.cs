using System.Net;
using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Ensemble;
using ZkAgent.Kubernetes;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Kubernetes;

/// <summary>What a decision about a start gets to know of the cluster.</summary>
public sealed class ClusterMembersTests : IAsyncDisposable
{
    private const string Set = """{"kind":"StatefulSet","spec":{"replicas":3,"volumeClaimTemplates":[{"metadata":{"name":"data"}}]}}""";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly FakeApi _api = new();
    private readonly ObservedTime _time = new();
    private readonly RememberedLog<ClusterMembers> _log = new();
    private readonly ApiClient _client;
    private readonly ClusterMembers _members;

    public ClusterMembersTests()
    {
        var pattern = new ServerPattern("zk", "zk-hs", 1, 2888, 3888, 2181, null, 0, null);
        var self = pattern.At(0);
        var place = new CurrentMember(new LocalMember(new EnsembleTopology([self]), self, Standalone: false) { Pattern = pattern });
        // The requests have a clock of their own: the other one stands still.
        _client = new ApiClient(_api.Account, TimeProvider.System);
        var client = new StatefulSetClient(_client, _api.Account, "zk", null);
        _members = new ClusterMembers(new StatefulSetWatch(client, _time, _log), client,
            new HeadlessAddresses(place, 1, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]), TimeProvider.System), _time, _log);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _api.DisposeAsync();
    }

    [Fact]
    public async Task The_wanted_ordinals_and_the_claims_are_read_once_in_a_few_seconds()
    {
        _api.Answers = path => (200, path.Contains("claims", StringComparison.Ordinal) ? """{"items":[{"metadata":{"name":"data-zk-4"}}]}""" : Set);
        await _members.FindAsync(TestContext.Current.CancellationToken);
        Assert.Equal(new WantedMembers.Range(0, 3), _members.Wanted);
        Assert.Equal([4], _members.Claims!);
        Assert.Empty(_members.Found);
        Assert.Empty(_members.Silent);

        var asked = _api.Asked.Count;
        await _members.FindAsync(TestContext.Current.CancellationToken);
        Assert.Equal(asked, _api.Asked.Count);
        _time.Advance(ClusterMembers.Age);
        await _members.FindAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2 * asked, _api.Asked.Count);
    }

    [Fact]
    public async Task A_round_does_not_wait_for_an_API_server_that_does_not_answer()
    {
        _api.Answers = _ => null;
        var round = _members.FindAsync(TestContext.Current.CancellationToken);
        await Poll.UntilAsync(() =>
        {
            _time.Advance(ClusterMembers.RoundLimit);
            return round.IsCompleted;
        }, Limit, () => "the round still waits");
        await round;
        Assert.IsType<WantedMembers.Unknown>(_members.Wanted);
        Assert.Null(_members.Claims);
        // A first start must not take what is not read yet for nothing.
        Assert.NotEmpty(_members.Silent);
    }

    [Fact]
    public async Task Claims_that_may_not_be_listed_are_said_once()
    {
        _api.Answers = path => path.Contains("claims", StringComparison.Ordinal) ? (403, "{}") : (200, Set);
        for (var i = 0; i < 2; i++)
        {
            await _members.FindAsync(TestContext.Current.CancellationToken);
            _time.Advance(ClusterMembers.Age);
        }
        Assert.Null(_members.Claims);
        Assert.Single(_log.Lines, l => l.StartsWith("cannot read persistentvolumeclaims (403)", StringComparison.Ordinal));
    }
}
