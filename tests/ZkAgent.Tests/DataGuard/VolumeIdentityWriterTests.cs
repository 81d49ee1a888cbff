using Xunit;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Volume;
using ZkAgent.DataGuard;
using ZkAgent.Tests.Volume;

namespace ZkAgent.Tests.DataGuard;

/// <summary>The writer of the volume identity while ZooKeeper serves, on a clock that stands still.</summary>
public sealed class VolumeIdentityWriterTests : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly EnsembleId Ours = EnsembleId.New(Guid.NewGuid()), Theirs = EnsembleId.New(Guid.NewGuid());

    private readonly CancellationTokenSource _stop = new();
    private readonly GivenVolume _volume = new(logApart: true);
    private readonly GivenHealth _health;
    private readonly ScriptedPeers _peers = new(GivenVolume.LocalMember);
    private Task _keeping = Task.CompletedTask;

    public VolumeIdentityWriterTests() => _health = new(_volume.Time, Pause) { State = HealthState.Serving };

    private VolumeIdentityCopies VolumeIdentities => _volume.VolumeIdentities.Read();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _volume.Dispose();
    }

    [Fact]
    public async Task A_member_that_does_not_serve_writes_nothing()
    {
        _health.State = HealthState.Looking;
        await KeepAsync(rounds: 3);
        Assert.Equal(new VolumeIdentityCopies(VolumeIdentityCopy.Missing, VolumeIdentityCopy.Missing), VolumeIdentities);
        Assert.Equal(0, _peers.Rounds);
    }

    [Fact]
    public async Task The_lowest_participant_names_the_ensemble_once_all_answer_and_writes_it_in_both_places()
    {
        _peers.Tells(2, MemberData.Data, serving: true);
        await KeepAsync(rounds: 1);
        Assert.Equal(GivenVolume.VolumeIdentity(served: true), VolumeIdentities.Known);

        _peers.Tells(3, MemberData.Data, serving: true);
        await SettlesAsync();
        var identity = VolumeIdentities.Known!;
        Assert.NotNull(identity.Ensemble);
        Assert.True(VolumeIdentities.AllSay(identity));
        Assert.Contains(_volume.Log.Lines, line => line.StartsWith($"This volume is identified as zk-0 (myid 1) of ensemble {identity.Ensemble.Abbreviated}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_name_that_a_serving_member_knows_is_copied()
    {
        _peers.Tells(2, MemberData.Data, serving: true, ensemble: Theirs);
        Keep();
        await SettlesAsync();
        Assert.True(VolumeIdentities.AllSay(GivenVolume.VolumeIdentity(served: true) with { Ensemble = Theirs }));
    }

    [Theory]
    [InlineData("data/zkagent.identity")]
    [InlineData("log/zkagent.identity")]
    public async Task A_copy_that_was_lost_is_written_again_with_the_name_that_the_other_one_knows(string lost)
    {
        var identity = GivenVolume.VolumeIdentity(served: true) with { Ensemble = Ours };
        _volume.VolumeIdentities.Write(identity);
        File.Delete(_volume.Root.At(lost));
        Keep();
        await SettlesAsync();
        Assert.True(VolumeIdentities.AllSay(identity));
    }

    [Fact]
    public async Task A_volume_that_can_not_be_written_is_told_and_tried_again()
    {
        _peers.Tells(2, MemberData.Data, serving: true, ensemble: Theirs);
        // As good as a read-only file system, which the user of a test may be allowed to write nevertheless.
        _volume.Root.Write("data/zkagent.identity/in the way", "");
        await KeepAsync(rounds: 2);
        Assert.Contains(_volume.Log.Lines, line => line.StartsWith($"cannot write {_volume.VolumeIdentities.Path}: ", StringComparison.Ordinal));

        Directory.Delete(_volume.VolumeIdentities.Path, recursive: true);
        await SettlesAsync();
        Assert.Equal(Theirs, VolumeIdentities.Data.VolumeIdentity!.Ensemble);
    }

    [Fact]
    public async Task Two_names_are_told_once_and_none_is_taken()
    {
        _peers.Tells(2, MemberData.Data, serving: true, ensemble: Ours);
        _peers.Tells(3, MemberData.Data, serving: true, ensemble: Theirs);
        await KeepAsync(rounds: 3);
        Assert.Null(VolumeIdentities.Known!.Ensemble);
        Assert.Single(_volume.Log.Lines, line => line.StartsWith("cannot tell which ensemble", StringComparison.Ordinal));
    }

    private void Keep() => _keeping = new VolumeIdentityWriter(new(GivenVolume.LocalMember), _health.Sample, _peers, _volume.VolumeIdentities, _volume.Thread, _volume.Time, _volume.Log).RunAsync(_stop.Token);

    private async Task KeepAsync(int rounds)
    {
        Keep();
        await _volume.Time.UntilTimerAsync(Pause);
        await _health.RoundsAsync(rounds);
    }

    /// <summary>The keeper ends by itself: there is nothing left to learn.</summary>
    private async Task SettlesAsync()
    {
        _volume.Time.Advance(Pause);
        await _keeping.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }
}
