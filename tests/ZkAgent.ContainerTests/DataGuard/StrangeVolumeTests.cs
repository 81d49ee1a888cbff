using DotNet.Testcontainers.Volumes;
using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.DataGuard;

/// <summary>The volumes of other servers are refused with both names, and the data of the right members stays.</summary>
public sealed class StrangeVolumeTests(ThreeMembers members) : IClassFixture<ThreeMembers>
{
    private static readonly TimeSpan AnHour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Members_with_each_others_volumes_refuse_both_and_serve_again_with_their_own()
    {
        var story = await members.Begin();
        var id = await story.Id();
        await story.Lose(0, 1);
        story.Ensemble.SwapVolumes(0, 1);

        await story.Start(0, 1);
        Assert.Contains("its myid is 2 but this pod is zk-0 (myid 1)", await story.Refuses(0), StringComparison.Ordinal);
        Assert.Contains("its myid is 1 but this pod is zk-1 (myid 2)", await story.Refuses(1), StringComparison.Ordinal);

        // The operator takes the myid for the mistake.
        await story.Ensemble.VolumeOf(0).Shell("rm /volume/data/myid");
        await story.Start(0);
        Assert.Contains("zkagent.identity says that it is zk-1's (myid 2), and this pod is zk-0 (myid 1)", await story.Refuses(0), StringComparison.Ordinal);

        await story.Lose(0, 1);
        story.Ensemble.SwapVolumes(0, 1);
        await story.Start(0, 1);
        await story.EndWithEverything();
        Assert.Equal(id, await story.Id());
    }

    [Fact]
    public async Task A_volume_of_another_ensemble_is_refused_while_the_others_serve_and_at_a_cold_start_of_all()
    {
        var story = await members.Begin();
        var id = await story.Id();
        await using var stranger = await Stranger();
        await story.Lose(0);
        var own = story.Ensemble.ExchangeVolume(0, stranger.Volume);

        await story.Start(0);
        var refusal = await story.Refuses(0);
        Assert.Contains($"it belongs to ensemble {stranger.Id[..8]}", refusal, StringComparison.Ordinal);
        Assert.Contains($"serves in ensemble {id[..8]}", refusal, StringComparison.Ordinal);

        // The foreign member is first and looks for a quorum before the others can answer.
        await story.Lose(0, 1, 2);
        await story.Start(0);
        await story.LooksForQuorum(0);
        await story.Start(1, 2);
        Assert.Contains($"it belongs to ensemble {stranger.Id[..8]}", await story.Refuses(0), StringComparison.Ordinal);
        await story.Serve(1, 2);
        await story.HasEverything(1);
        await story.HasEverything(2);

        await story.Lose(0);
        story.Ensemble.ExchangeVolume(0, own);
        await story.Start(0);
        await story.EndWithEverything();
        Assert.Equal(id, await story.Id());
    }

    [Fact]
    public async Task An_operator_may_take_a_volume_that_has_another_servers_identity()
    {
        var story = await members.Begin();
        await story.Lose(0);
        await story.Ensemble.VolumeOf(0).Shell("sed -i -e s/^server=.*/server=2/ -e s/^name=.*/name=zk-1/ /volume/*/zkagent.identity");

        await story.Start([0], Override.Until("ZK_FORCE_VOLUME", -AnHour));
        var refusal = await story.Refuses(0);
        Assert.Contains("is over and has no effect", refusal, StringComparison.Ordinal);
        Assert.Contains("says that it is zk-1's (myid 2), and this pod is zk-0 (myid 1)", refusal, StringComparison.Ordinal);

        await story.Start([0], Override.Until("ZK_FORCE_VOLUME", AnHour * 48));
        Assert.Equal(78, await story.Ensemble[0].WaitForExit(Ensemble.ToServe));
        Assert.Contains("cannot use ZK_FORCE_VOLUME=", await story.Ensemble[0].Logs(), StringComparison.Ordinal);

        await story.Start([0], Override.Until("ZK_FORCE_VOLUME", AnHour));
        await story.EndWithEverything();
        Assert.Contains("because ZK_FORCE_VOLUME says so", await story.Ensemble[0].Logs(), StringComparison.Ordinal);
    }

    /// <summary>The volume of a zk-0 that was an ensemble of its own, and that ensemble's id.</summary>
    private static async Task<ForeignVolume> Stranger()
    {
        await using var other = new Story(await Ensemble.Prepare(1));
        await other.Start(0);
        await other.Serve(0);
        await other.Write(through: 0);
        var id = await other.Id();
        await other.Lose(0);
        return new(other.Ensemble.ExchangeVolume(0, await TestVolume.Create()), id);
    }

    private sealed record ForeignVolume(IVolume Volume, string Id) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Volume.DisposeAsync();
    }
}
