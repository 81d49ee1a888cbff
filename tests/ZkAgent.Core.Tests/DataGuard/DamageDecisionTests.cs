using Xunit;
using ZkAgent.Core.DataGuard;

namespace ZkAgent.Core.Tests.DataGuard;

public sealed class DamageDecisionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 7, 30, 0, TimeSpan.Zero);

    private static DamageDecision Decide(string? quorumToldBy, params QuarantineMark[] earlier) =>
        DamageDecision.Decide("currentEpoch is empty", "/data", quorumToldBy, earlier, Now);

    [Fact]
    public void With_a_quorum_elsewhere_the_damage_is_moved_aside_and_the_data_fetched() =>
        Assert.Equal(new(true, "the data in /data is damaged: currentEpoch is empty; zk-2 reports a quorum, so it is moved aside and fetched anew from there"), Decide("zk-2"));

    [Fact]
    public void Alone_it_refuses_and_says_the_way_out() =>
        Assert.Equal(new(false, "cannot use data dir /data: currentEpoch is empty; no member reports a quorum from which the data could be fetched. Start the other members first: once they serve, this one moves the damage aside by itself. If this is the only copy, restore /data from a backup"), Decide(null));

    [Theory]
    [InlineData(-3599, QuarantineKind.Damage, false)]
    [InlineData(-3601, QuarantineKind.Damage, true)]
    [InlineData(-60, QuarantineKind.Leftovers, true)]
    [InlineData(600, QuarantineKind.Damage, false)]
    public void Damaged_again_within_the_hour_it_refuses_whoever_serves(int seconds, QuarantineKind kind, bool quarantine)
    {
        var decision = Decide("zk-2", new QuarantineMark(Now.AddSeconds(seconds), kind));

        Assert.Equal(quarantine, decision.Quarantine);
        if (!quarantine) Assert.Contains("remove or rename /data/quarantine-", decision.Sentence, StringComparison.Ordinal);
    }
}
