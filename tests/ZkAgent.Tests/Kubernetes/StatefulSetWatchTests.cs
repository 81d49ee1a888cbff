using Microsoft.Extensions.Time.Testing;
using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Kubernetes;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Kubernetes;

public sealed class StatefulSetWatchTests : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly FakeApi _api = new();
    private readonly RememberedLog<StatefulSetWatch> _log = new();
    private readonly FakeTimeProvider _time = new();
    private readonly ApiClient _client;
    private readonly StatefulSetWatch _watch;

    public StatefulSetWatchTests()
    {
        // The requests have a clock of their own: the fake one moves past their deadline.
        _client = new ApiClient(_api.Account, TimeProvider.System);
        _watch = new StatefulSetWatch(new StatefulSetClient(_client, _api.Account, "zk", null), _time, _log);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _api.DisposeAsync();
    }

    [Fact]
    public void Before_the_first_answer_nothing_is_known() =>
        Assert.StartsWith("cannot tell which members are wanted yet", Assert.IsType<WantedMembers.Unknown>(_watch.Last).Why, StringComparison.Ordinal);

    [Fact]
    public async Task The_number_is_followed_every_ten_seconds_and_each_change_is_said_once()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Asks(3);
        var running = _watch.RunAsync(stop.Token);
        await Poll.UntilAsync(() => _watch.Last == new WantedMembers.Range(0, 3), Limit, () => _watch.Last.ToString());
        await AgainAsync(2);
        Asks(5);
        await AgainAsync(3);
        await Poll.UntilAsync(() => _watch.Last == new WantedMembers.Range(0, 5), Limit, () => _watch.Last.ToString());
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.All(_api.Asked, path => Assert.EndsWith("?resourceVersion=0", path, StringComparison.Ordinal));
        Assert.Equal(["The StatefulSet asks for 3 members, ordinals 0 to 2.", "The StatefulSet asks for 5 members, ordinals 0 to 4."], _log.Lines.Where(l => l.Contains("asks for", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Before_something_is_done_the_number_is_read_consistently()
    {
        Asks(1);
        Assert.Equal(new WantedMembers.Range(0, 1), await _watch.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(new WantedMembers.Range(0, 1), _watch.Last);
        Assert.DoesNotContain("resourceVersion", Assert.Single(_api.Asked), StringComparison.Ordinal);
    }

    private void Asks(int replicas) => _api.Answers = _ => (200, $$$"""{"kind":"StatefulSet","spec":{"replicas":{{{replicas}}}}}""");

    private Task AgainAsync(int requests) => Poll.UntilAsync(() =>
    {
        if (_api.Asked.Count < requests) _time.Advance(StatefulSetWatch.Pause);
        return _api.Asked.Count >= requests;
    }, Limit, () => $"{_api.Asked.Count} requests");
}
