using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Membership;
using ZkAgent.Membership;
using ZkAgent.Resilience;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Membership;

public sealed class MembershipDepartureTests
{
    private readonly RememberedLog<MembershipDeparture> _log = new();
    private int _gated;

    [Fact]
    public async Task A_member_in_range_passes_the_gate_and_keeps_its_membership()
    {
        var scene = new SceneOfMembers(2, 0, 1, 2) { Last = new WantedMembers.Range(0, 3) };

        Assert.Equal("leaving: the gate is open", await PassAsync(scene));
        Assert.Equal((1, 0, 0), (_gated, scene.Requested, scene.Asked));
    }

    [Fact]
    public async Task A_member_beyond_the_range_leaves_with_all_others_and_stops_without_the_gate()
    {
        var scene = new SceneOfMembers(4, 0, 1, 2, 3, 4) { Last = new WantedMembers.Range(0, 3) };
        var passing = PassAsync(scene);
        await RoundAsync(scene);

        Assert.Equal("stopping for good: 3 voters remain and this member is not among them", await passing);
        Assert.Equal([1, 2, 3], scene.Committed.Servers.Select(s => s.Id.Value));
        Assert.Equal((0, 1, 1), (_gated, scene.Requested, scene.Reads));
    }

    [Fact]
    public async Task It_waits_until_a_majority_knows_that_it_has_left()
    {
        var scene = new SceneOfMembers(4, 0, 1, 2, 3, 4) { Last = new WantedMembers.Range(0, 3), PeersFollow = false };
        var passing = PassAsync(scene);
        await RoundAsync(scene);
        await RoundAsync(scene);
        Assert.False(passing.IsCompleted);

        scene.PeersFollow = true;
        await RoundAsync(scene);
        Assert.StartsWith("stopping for good", await passing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_that_another_one_removed_meanwhile_stops()
    {
        var scene = new SceneOfMembers(4, 0, 1, 2, 3, 4) { Last = new WantedMembers.Range(0, 3) };
        scene.OnRequest = () =>
        {
            scene.Commit(0x100000006, 0, 1, 2);
            return new ReconfigurationResult.TryAgain("the configuration has changed meanwhile");
        };
        var passing = PassAsync(scene);
        await RoundAsync(scene);

        Assert.StartsWith("stopping for good", await passing, StringComparison.Ordinal);
        Assert.Equal(1, scene.Requested);
    }

    [Fact]
    public async Task A_member_that_is_wanted_again_while_it_waits_to_leave_removes_none()
    {
        var scene = new SceneOfMembers(4, 0, 1, 2, 3, 4) { Last = new WantedMembers.Range(0, 3), OnRequest = () => new ReconfigurationResult.TryAgain("no quorum") };
        var passing = PassAsync(scene);
        await RoundAsync(scene);
        scene.Last = new WantedMembers.Range(0, 5);
        await RoundAsync(scene, times: 19);

        Assert.Equal("leaving: the gate is open", await passing);
        Assert.Equal(5, scene.Committed.Servers.Count);
    }

    [Fact]
    public async Task Where_the_statefulset_goes_away_it_passes_the_gate()
    {
        var scene = new SceneOfMembers(2, 0, 1, 2) { Last = new WantedMembers.Gone("the StatefulSet is deleted") };

        await PassAsync(scene);
        Assert.Equal((1, 0), (_gated, scene.Requested));
    }

    [Fact]
    public async Task Where_the_API_server_does_not_answer_for_five_seconds_it_passes_the_gate()
    {
        var scene = new SceneOfMembers(2, 0, 1, 2) { Last = new WantedMembers.Unknown("cannot read statefulsets/zk: 403") };
        var passing = PassAsync(scene);
        await RoundAsync(scene, times: 19);
        Assert.Equal(0, _gated);

        await RoundAsync(scene);
        await passing;
        Assert.Equal(1, _gated);
        Assert.EndsWith("stopping as for a restart: cannot read statefulsets/zk: 403", _log.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_API_server_that_hangs_delays_a_stop_by_five_seconds()
    {
        var scene = new SceneOfMembers(2, 0, 1, 2);
        scene.Answers.Enqueue(async stop =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return scene.Last;
        });
        var passing = PassAsync(scene);
        await scene.Time.UntilTimerAsync(StoppingDecision.RangeTimeout);
        scene.Time.Advance(StoppingDecision.RangeTimeout);

        Assert.Equal("leaving: the gate is open", await passing);
    }

    [Fact]
    public async Task An_API_server_that_answers_late_still_decides()
    {
        var scene = new SceneOfMembers(4, 0, 1, 2, 3, 4) { Last = new WantedMembers.Range(0, 3) };
        scene.Answers.Enqueue(_ => Task.FromResult<WantedMembers>(new WantedMembers.Unknown("cannot reach it")));
        scene.Answers.Enqueue(_ => Task.FromResult<WantedMembers>(new WantedMembers.Range(0, 3)));
        var passing = PassAsync(scene);
        await RoundAsync(scene, times: 2);

        Assert.StartsWith("stopping for good", await passing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leave_that_is_refused_ends_at_the_gate()
    {
        var scene = new SceneOfMembers(4, 0, 1, 2, 3, 4) { Last = new WantedMembers.Range(0, 3), OnRequest = () => new ReconfigurationResult.Refused("cannot reconfigure: NoAuth") };

        Assert.Equal("leaving: the gate is open", await PassAsync(scene));
        Assert.Equal("cannot leave the configuration: cannot reconfigure: NoAuth; the others remove this member", _log.Lines[^1]);
    }

    [Fact]
    public async Task Without_a_quorum_it_stops_after_five_seconds_without_the_gate()
    {
        var scene = new SceneOfMembers(4, 0, 1, 2, 3, 4) { Last = new WantedMembers.Range(0, 3), Mode = null };
        var passing = PassAsync(scene);
        await RoundAsync(scene, times: 20);

        Assert.Equal("stopping without having left the configuration: ZooKeeper serves in no quorum here; the others remove this member", await passing);
        Assert.Equal((0, 0), (_gated, scene.Requested));
    }

    [Fact]
    public async Task When_the_time_is_over_it_gives_up()
    {
        var scene = new SceneOfMembers(4, 0, 1, 2, 3, 4) { Last = new WantedMembers.Range(0, 3), OnRequest = () => new ReconfigurationResult.TryAgain("no quorum") };
        using var over = new CancellationTokenSource();
        var passing = PassAsync(scene, over.Token);
        await scene.Time.UntilTimerAsync(Pipelines.LeavingPause);
        await over.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => passing);
        Assert.Equal(0, _gated);
    }

    private Task<string> PassAsync(SceneOfMembers scene, CancellationToken? cancel = null) => new MembershipDeparture(scene.Survey, scene, scene, _ =>
    {
        _gated++;
        return Task.FromResult("leaving: the gate is open");
    }, scene.Time, _log).PassAsync(cancel ?? TestContext.Current.CancellationToken);

    private static async Task RoundAsync(SceneOfMembers scene, int times = 1)
    {
        for (; times > 0; times--)
        {
            await scene.Time.UntilTimerAsync(Pipelines.LeavingPause);
            scene.Time.Advance(Pipelines.LeavingPause);
        }
    }
}
