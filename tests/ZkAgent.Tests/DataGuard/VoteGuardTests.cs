using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Supervision;
using ZkAgent.Core.Volume;
using ZkAgent.Volume;

namespace ZkAgent.Tests.DataGuard;

/// <summary>The guard's loop before a start: what it asks, does, tells and waits for.</summary>
public sealed class VoteGuardTests
{
    [Fact]
    public async Task A_volume_that_another_process_uses_is_read_only_once_that_process_has_ended()
    {
        using var guard = new GivenGuard();
        using var other = new VolumeLock(guard.Volume.Directories);
        Assert.Null(other.TryTake());
        guard.Volume.Root.Write("data/initialize", "");

        var pass = guard.Pass();
        await guard.HoldsAsync(pass, "another process uses this volume");
        await guard.NextRoundAsync(pass);
        await guard.HoldsAsync(pass, guard.Volume.Root.At("data/zkagent.lock"));
        Assert.Equal(0, guard.Peers.Rounds);
        Assert.Contains("data/initialize", guard.Volume.Root.Content);

        guard.Volume.HoldsData();
        other.Dispose();
        await guard.NextRoundAsync(pass);
        Assert.Null(await pass);
        Assert.Equal(GuardAction.Start, guard.Guard.Last!.Value.Action);
    }

    [Fact]
    public async Task A_member_with_data_starts_at_once_whichever_members_answer()
    {
        using var guard = new GivenGuard();
        guard.Volume.HoldsData();
        Assert.Null(await guard.Pass());
        Assert.Equal(1, guard.Peers.Rounds);
        Assert.Equal(GuardAction.Start, guard.Guard.Last!.Value.Action);
        Assert.NotEqual(ProcessPhase.HeldBack, guard.State.Now.Phase);
    }

    [Fact]
    public async Task An_ensemble_is_founded_after_two_rounds_in_which_all_were_empty()
    {
        using var guard = new GivenGuard(logApart: true);
        guard.Peers.Tells(2, MemberData.Empty);
        var pass = guard.Pass();
        await guard.HoldsAsync(pass, "waiting for zk-2: a first start needs all 3");
        Assert.Equal(ProcessPhase.HeldBack, guard.State.Now.Phase);

        guard.Peers.Tells(3, MemberData.Empty);
        await guard.NextRoundAsync(pass);
        await guard.HoldsAsync(pass, "all 3 seem to be empty; they are asked once more");
        Assert.DoesNotContain("log/initialize", guard.Volume.Root.Content);
        await guard.NextRoundAsync(pass);

        Assert.Null(await pass);
        Assert.Contains("log/initialize", guard.Volume.Root.Content);
        Assert.False(guard.Volume.VolumeIdentities.Read().Known!.Served);
    }

    [Fact]
    public async Task What_it_waits_for_is_told_when_it_changes_and_not_every_round()
    {
        using var guard = new GivenGuard();
        var pass = guard.Pass();
        await guard.PassTimeAsync(pass, TimeSpan.FromSeconds(10));
        guard.Peers.Tells(2, MemberData.Empty);
        await guard.PassTimeAsync(pass, TimeSpan.FromSeconds(10));
        await guard.HoldsAsync(pass, "waiting for zk-2:");
        Assert.Equal(2, guard.Volume.Log.Lines.Count(line => line.StartsWith("held back", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task It_asks_ten_times_a_second_for_ten_seconds_then_four_times_for_a_minute_and_then_once()
    {
        using var guard = new GivenGuard();
        var pass = guard.Pass();
        await guard.PassTimeAsync(pass, TimeSpan.FromMinutes(1));
        await guard.HoldsAsync(pass, "waiting for");
        var fast = guard.Peers.Rounds;
        await guard.PassTimeAsync(pass, TimeSpan.FromMinutes(1));
        await guard.HoldsAsync(pass, "waiting for");
        Assert.Equal((301, 60), (fast, guard.Peers.Rounds - fast));
    }

    [Fact]
    public async Task Damage_is_moved_aside_for_a_quorum_that_serves_and_then_it_joins()
    {
        using var guard = new GivenGuard();
        guard.Volume.HoldsData();
        guard.Volume.IsDamaged();
        var pass = guard.Pass();
        await guard.HoldsAsync(pass, "it is repaired as soon as the other members have a quorum");

        guard.Peers.Tells(3, MemberData.Data, serving: true);
        await guard.NextRoundAsync(pass);
        await guard.HoldsAsync(pass, "it is moved out of the way and fetched again");
        await guard.NextRoundAsync(pass);

        Assert.Null(await pass);
        Assert.Equal(GuardAction.Join, guard.Guard.Last!.Value.Action);
        Assert.Contains(guard.Volume.Root.Content, path => path.StartsWith("data/quarantine-", StringComparison.Ordinal) && path.EndsWith("/version-2/snapshot.0", StringComparison.Ordinal));
        Assert.DoesNotContain("data/initialize", guard.Volume.Root.Content);
    }

    [Fact]
    public async Task A_move_that_an_earlier_start_began_is_ended_first()
    {
        using var guard = new GivenGuard();
        guard.Volume.HoldsData();
        var began = guard.Volume.Time.GetUtcNow();
        Directory.CreateDirectory(guard.Volume.Root.At($"data/{new QuarantineMark(began, QuarantineKind.Unfinished).Name}"));
        guard.Peers.Tells(3, MemberData.Data, serving: true);
        Assert.Null(await guard.Pass());
        Assert.Equal(GuardAction.Join, guard.Guard.Last!.Value.Action);
        Assert.Contains($"data/{new QuarantineMark(began, QuarantineKind.Damage).Name}/version-2", guard.Volume.Root.Content);
    }

    [Fact]
    public async Task Data_that_the_operator_puts_in_its_place_is_seen_while_it_waits()
    {
        using var guard = new GivenGuard();
        Directory.CreateDirectory(guard.Volume.Root.At("data/data"));
        guard.Volume.HoldsData();
        Directory.Move(guard.Volume.Root.At("data/version-2"), guard.Volume.Root.At("data/data/version-2"));
        guard.Peers.Tells(2, MemberData.Misplaced);
        guard.Peers.Tells(3, MemberData.Misplaced);
        var pass = guard.Pass();
        await guard.PassTimeAsync(pass, TimeSpan.FromSeconds(2));
        await guard.HoldsAsync(pass, $"(ZK_DATA_DIR={guard.Volume.Root.At("data/data")} and ZK_DATA_LOG_DIR={guard.Volume.Root.At("data/data")} would use it); set the directories right");

        Directory.Move(guard.Volume.Root.At("data/data/version-2"), guard.Volume.Root.At("data/version-2"));
        while (!pass.IsCompleted) await guard.NextRoundAsync(pass);
        Assert.Null(await pass);
        Assert.Equal(GuardAction.Start, guard.Guard.Last!.Value.Action);
    }

    [Fact]
    public async Task A_marker_that_was_left_is_gone_before_anybody_is_asked_and_one_that_was_given_is_told_as_a_vote()
    {
        using var guard = new GivenGuard(logApart: true);
        var told = new MemberVolumes(guard.Volume.Watch, guard.Volume.Marker, guard.Volume.Thread, () => guard.State.Now, Guid.NewGuid(), guard.Volume.Time);
        guard.Volume.Root.Write("log/initialize", "");
        guard.Peers.Tells(2, MemberData.Empty);
        var pass = guard.Pass();
        await guard.HoldsAsync(pass, "waiting for zk-2");
        Assert.Equal(MemberData.Empty, (await told.NowAsync()).Volume?.Data);

        guard.Peers.Tells(3, MemberData.Empty);
        await guard.NextRoundAsync(pass);
        await guard.NextRoundAsync(pass);
        Assert.Null(await pass);
        Assert.Equal(MemberData.Initialized, (await told.NowAsync()).Volume?.Data);
    }

    [Fact]
    public async Task A_stop_ends_the_wait()
    {
        using var guard = new GivenGuard();
        using var stop = new CancellationTokenSource();
        var pass = guard.Guard.PassAsync(stop.Token);
        await guard.Volume.Time.UntilTimerAsync(TimeSpan.FromMilliseconds(100));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pass);
    }

    [Fact]
    public async Task A_volume_that_can_not_be_made_ready_is_refused_with_the_reason()
    {
        using var guard = new GivenGuard(logApart: true);
        guard.Volume.HoldsDataApart();
        // As good as a full or read-only file system, which the user of a test may be allowed to write nevertheless.
        Directory.CreateDirectory(guard.Volume.Root.At("log/initialize"));

        var refusal = (await guard.Pass())!.Sentence;

        Assert.StartsWith("cannot make the volume ready for ZooKeeper: ", refusal, StringComparison.Ordinal);
        Assert.Contains(guard.Volume.Root.At("log/initialize"), refusal, StringComparison.Ordinal);
    }
}
