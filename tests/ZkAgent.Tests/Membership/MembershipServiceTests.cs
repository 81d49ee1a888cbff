using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Membership;
using ZkAgent.Membership;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Membership;

public sealed class MembershipServiceTests : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly RememberedLog<MembershipService> _log = new();
    private Task _running = Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    [Fact]
    public async Task The_lowest_newcomer_adds_all_that_are_synchronised()
    {
        var scene = new SceneOfMembers(1, 0) { Last = new WantedMembers.Range(0, 3) };
        scene.Peer(2, serves: true);
        await RunAsync(scene);

        Assert.Equal([1, 2, 3], scene.Committed.Servers.Select(s => s.Id.Value));
        Assert.Equal(["membership: adding zk-1 and zk-2: 1 → 3 voters", "membership: done: configuration 100000006 has 3 voters"], _log.Lines);
        await TickAsync(scene);
        Assert.Equal("membership: 3 voters: zk-0 and zk-1 and zk-2", _log.Lines[^1]);
        Assert.Equal(1, scene.Requested);
    }

    [Fact]
    public async Task A_newcomer_that_is_still_coming_is_waited_for_six_seconds()
    {
        var scene = new SceneOfMembers(3, 0, 1, 2) { Last = new WantedMembers.Range(0, 5) };
        scene.Peer(4, serves: false);
        await RunAsync(scene);
        await TickAsync(scene, times: 11);
        Assert.Equal(0, scene.Requested);

        await TickAsync(scene);
        Assert.Equal([1, 2, 3, 4], scene.Committed.Servers.Select(s => s.Id.Value));
    }

    [Fact]
    public async Task Another_member_takes_over_after_five_seconds()
    {
        var scene = new SceneOfMembers(1, 0, 1, 2, 3) { Last = new WantedMembers.Range(0, 3) };
        await RunAsync(scene);
        await TickAsync(scene, times: 9);
        Assert.Equal((0, "membership: zk-0 is removing zk-3: zk-3 is beyond spec.replicas=3"), (scene.Requested, Assert.Single(_log.Lines)));

        await TickAsync(scene);
        Assert.Equal([1, 2, 3], scene.Committed.Servers.Select(s => s.Id.Value));
    }

    [Fact]
    public async Task The_statefulset_is_read_consistently_before_a_member_is_removed()
    {
        var scene = new SceneOfMembers(0, 0, 1, 2, 3, 4) { Last = new WantedMembers.Range(0, 3) };
        scene.Answers.Enqueue(_ => Task.FromResult<WantedMembers>(new WantedMembers.Range(0, 5)));
        await RunAsync(scene);

        Assert.Equal((0, 1), (scene.Requested, scene.Reads));
        Assert.Equal(5, scene.Committed.Servers.Count);
    }

    [Fact]
    public async Task Where_the_API_server_does_not_answer_before_a_removal_no_member_is_removed()
    {
        var scene = new SceneOfMembers(0, 0, 1, 2, 3) { Last = new WantedMembers.Range(0, 3) };
        scene.Answers.Enqueue(_ => Task.FromResult<WantedMembers>(new WantedMembers.Unknown("cannot reach the API server")));
        await RunAsync(scene);
        await TickAsync(scene, times: 20);

        Assert.Equal(0, scene.Requested);
    }

    [Fact]
    public async Task What_was_refused_is_not_asked_for_again_for_half_a_minute()
    {
        var scene = new SceneOfMembers(0, 0, 1, 2, 3) { Last = new WantedMembers.Range(0, 3), OnRequest = () => new ReconfigurationResult.Refused("cannot reconfigure: NoAuth") };
        var service = await RunAsync(scene);
        await TickAsync(scene, times: 59);
        Assert.Equal((1, MembershipState.Refused), (scene.Requested, service.View.State));
        Assert.EndsWith("beyond spec.replicas=3: cannot reconfigure: NoAuth", _log.Lines[^1], StringComparison.Ordinal);

        scene.OnRequest = null;
        await TickAsync(scene, times: 2);
        Assert.Equal(3, scene.Committed.Servers.Count);
    }

    [Fact]
    public async Task What_failed_for_a_moment_is_asked_for_again_at_once()
    {
        var scene = new SceneOfMembers(0, 0, 1, 2, 3) { Last = new WantedMembers.Range(0, 3), OnRequest = () => new ReconfigurationResult.TryAgain("another change is in progress") };
        await RunAsync(scene);
        Assert.EndsWith("not done yet: another change is in progress", _log.Lines[^1], StringComparison.Ordinal);

        scene.OnRequest = null;
        await TickAsync(scene);
        Assert.Equal(3, scene.Committed.Servers.Count);
    }

    [Fact]
    public async Task While_nothing_is_to_change_the_peers_are_asked_every_ten_seconds_and_at_once_when_the_number_changes()
    {
        var scene = new SceneOfMembers(0, 0, 1, 2, 3) { Last = new WantedMembers.Range(0, 4) };
        await RunAsync(scene);
        await TickAsync(scene, times: 19);
        Assert.Equal(1, scene.Asked);
        await TickAsync(scene);
        Assert.Equal(2, scene.Asked);

        scene.Last = new WantedMembers.Range(0, 3);
        await TickAsync(scene);
        Assert.Equal(3, scene.Committed.Servers.Count);
    }

    [Fact]
    public async Task A_voter_that_was_dynamic_when_it_was_heard_last_stops_no_change()
    {
        var scene = new SceneOfMembers(3, 0, 1, 2) { Last = new WantedMembers.Range(0, 4) };
        scene.Commit(0x200000000, 0, 1, 2);
        scene.OnRequest = () => new ReconfigurationResult.TryAgain("later");
        await RunAsync(scene);
        scene.Peer(1, serves: null);
        scene.OnRequest = null;
        await TickAsync(scene);

        Assert.Equal(4, scene.Committed.Servers.Count);
    }

    [Fact]
    public async Task Readiness_and_the_view_follow_what_was_seen()
    {
        var scene = new SceneOfMembers(0, 0, 1, 2) { Last = new WantedMembers.Range(0, 3) };
        scene.Peer(2, serves: null);
        var service = Service(scene);
        Assert.False(service.Readiness.Pass);

        await RunAsync(scene, service);
        Assert.True(service.Readiness.Pass);
        Assert.Equal(("100000005", MembershipState.Settled, "3 voters; zk-2 does not serve and keeps its vote"), (service.View.Version, service.View.State, service.View.Sentence));
    }

    private MembershipService Service(SceneOfMembers scene) => new(
        scene.Survey, () => scene.Health, scene, scene, facts => MembershipReadiness.Decide(facts, 1, ordered: false), scene.Time, _log);

    /// <summary>Starts the service and returns after its first round.</summary>
    private async Task<MembershipService> RunAsync(SceneOfMembers scene, MembershipService? service = null)
    {
        service ??= Service(scene);
        _running = service.RunAsync(_stopping.Token);
        await scene.Time.UntilTimerAsync(MembershipPace.Tick);
        return service;
    }

    private static async Task TickAsync(SceneOfMembers scene, int times = 1)
    {
        for (; times > 0; times--)
        {
            scene.Time.Advance(MembershipPace.Tick);
            await scene.Time.UntilTimerAsync(MembershipPace.Tick);
        }
    }
}
