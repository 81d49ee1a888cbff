using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;
using ZkAgent.DataGuard;
using ZkAgent.Tests.Volume;

namespace ZkAgent.Tests.DataGuard;

/// <summary>An override is judged by the clock at every decision of a running agent, and acts at most once.</summary>
public sealed class OverrideExpiryTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task One_that_was_not_needed_while_it_was_valid_never_acts_after()
    {
        using var guard = Given(now => All(now + Minute));
        guard.Volume.HoldsData();
        Assert.Null(await guard.Pass());
        Assert.Equal(GuardAction.Start, guard.Guard.Last!.Value.Action);

        guard.Volume.Time.Advance(Minute + TimeSpan.FromSeconds(10));
        guard.Volume.IsDamaged();
        await guard.HoldsAsync(guard.Pass(), "it is repaired as soon as the other members have a quorum");

        Assert.False(guard.Guard.OverrideUsed);
        Assert.DoesNotContain(guard.Volume.Log.Lines, line => line.Contains("says so", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_is_needed_while_it_is_valid_acts_once()
    {
        using var guard = Given(now => All(now + Minute));
        guard.Volume.IsDamaged();
        Assert.Null(await guard.Pass());
        Assert.Contains(guard.Volume.Log.Lines, line => line.Contains("because ZK_FORCE_DAMAGED says so", StringComparison.Ordinal));
        Assert.True(guard.Guard.OverrideUsed);

        // ZooKeeper ends over the damage within the same minute.
        await guard.HoldsAsync(guard.Pass(), "is damaged");
    }

    [Fact]
    public async Task One_that_ends_while_the_guard_waits_does_not_act_any_more()
    {
        using var guard = Given(now => All(now + TimeSpan.FromMinutes(4)));
        guard.Peers.Tells(2, MemberData.Empty);
        var pass = guard.Pass();
        await guard.HoldsAsync(pass, "ZK_FORCE_BOOTSTRAP waits 5 minutes for zk-2");

        await guard.PassTimeAsync(pass, TimeSpan.FromMinutes(6));

        await guard.HoldsAsync(pass, "waiting for zk-2: a first start needs all 3");
        Assert.DoesNotContain("data/initialize", guard.Volume.Root.Content);
    }

    [Fact]
    public async Task One_kind_that_acted_leaves_the_others()
    {
        using var guard = Given(now => All(now + TimeSpan.FromHours(1)));
        guard.Peers.Tells(2, MemberData.Lost);
        guard.Peers.Tells(3, MemberData.Lost);
        Assert.Null(await guard.Pass());
        Assert.Equal(GuardAction.Bootstrap, guard.Guard.Last!.Value.Action);

        guard.Volume.IsDamaged();
        Assert.Null(await guard.Pass());
        Assert.Equal(GuardOverride.Damaged, guard.Guard.Last!.Value.Override);
    }

    [Fact]
    public async Task A_foreign_volume_is_taken_once_and_keeps_its_data()
    {
        using var guard = Given(now => All(now + TimeSpan.FromHours(1)));
        var (ours, theirs) = (EnsembleId.New(Guid.NewGuid()), EnsembleId.New(Guid.NewGuid()));
        guard.Volume.HoldsData();
        guard.Volume.VolumeIdentities.Write(GivenVolume.VolumeIdentity(served: true) with { Ensemble = ours });
        guard.Peers.Tells(2, MemberData.Data, serving: true, ensemble: theirs);
        var pass = guard.Pass();
        await guard.NextRoundAsync(pass);
        Assert.Null(await pass);
        Assert.Null(guard.Volume.VolumeIdentities.Read().Known!.Ensemble);
        Assert.Equal(MemberData.Data, guard.Volume.Watch.Read().Data);

        guard.Volume.VolumeIdentities.Write(GivenVolume.VolumeIdentity(served: true) with { Ensemble = ours });
        Assert.Contains("cannot use this volume", (await guard.Pass())!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_volume_that_is_not_refused_keeps_its_name_whatever_the_override_says()
    {
        using var guard = Given(now => All(now + TimeSpan.FromHours(1)));
        var identity = GivenVolume.VolumeIdentity(served: true) with { Ensemble = EnsembleId.New(Guid.NewGuid()) };
        guard.Volume.HoldsData();
        guard.Volume.VolumeIdentities.Write(identity);
        Assert.Null(await guard.Pass());
        Assert.Equal(identity, guard.Volume.VolumeIdentities.Read().Known);
        Assert.False(guard.Guard.OverrideUsed);
    }

    [Fact]
    public void A_clock_that_is_set_back_puts_none_in_force_again()
    {
        var clock = new JumpingClock();
        var overrides = new OperatorOverrides(All(clock.GetUtcNow() + Minute), clock);
        clock.Elapsed += 2 * Minute;
        Assert.Equal(GuardOverrides.None, overrides.InForce);
        clock.SetBack = TimeSpan.FromHours(1);
        Assert.Equal(GuardOverrides.None, overrides.InForce);
    }

    private static GivenGuard Given(Func<DateTimeOffset, OverrideSettings> overrides) => new(overrides: overrides);

    private static OverrideSettings All(DateTimeOffset until) => new() { Bootstrap = until, Volume = until, Damaged = until };

    private sealed class JumpingClock : TimeProvider
    {
        private static readonly DateTimeOffset Start = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

        public TimeSpan Elapsed { get; set; }
        public TimeSpan SetBack { get; set; }

        public override DateTimeOffset GetUtcNow() => Start + Elapsed - SetBack;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Elapsed.Ticks;
    }
}
