using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Peers;
using static ZkAgent.Core.Tests.DataGuard.Three;

namespace ZkAgent.Core.Tests.DataGuard;

public sealed class StampKeepingTests
{
    private static readonly Core.Ensemble.Seat Zk0 = SeatOf(1);
    private static readonly Core.Ensemble.Seat Zk1 = SeatOf(2);

    [Fact]
    public void The_lowest_participant_names_the_ensemble_when_all_answer_and_nobody_knows_a_name()
    {
        var kept = StampKeeping.WhenServing(Zk0, null, [Tells(Zk0, 2, Holds(MemberData.Data)), Tells(Zk0, 3, Holds(MemberData.Empty))], Ours);
        Assert.Equal(StampOf(1, Ours, 1, 2, 3), kept.Stamp);
        Assert.True(kept.Settled);
    }

    [Fact]
    public void It_names_nothing_while_one_is_missing_that_may_know_the_name()
    {
        foreach (var missing in new[] { Silent(Zk0, 3), WithoutAgent(Zk0, 3, serving: true) })
        {
            var kept = StampKeeping.WhenServing(Zk0, null, [Tells(Zk0, 2, Holds(MemberData.Data)), missing], Ours);
            Assert.Equal(StampOf(1, null, 1, 2, 3), kept.Stamp);
            Assert.False(kept.Settled);
        }
    }

    [Fact]
    public void The_others_copy_the_name_from_a_member_that_serves()
    {
        var kept = StampKeeping.WhenServing(Zk1, null, [Tells(Zk1, 1, Holds(MemberData.Data, Theirs), serving: true), Silent(Zk1, 3)], Ours);
        Assert.Equal(StampOf(2, Theirs, 1, 2, 3), kept.Stamp);
        Assert.True(kept.Settled);
    }

    [Fact]
    public void Nobody_copies_from_a_member_that_does_not_serve_with_us() =>
        Assert.Null(StampKeeping.WhenServing(Zk1, null, [Tells(Zk1, 1, Holds(MemberData.Data, Theirs)), Silent(Zk1, 3)], Ours).Stamp.Ensemble);

    [Fact]
    public void Nobody_but_the_lowest_names_it() =>
        Assert.Null(StampKeeping.WhenServing(Zk1, null, [Tells(Zk1, 1, Holds(MemberData.Data)), Tells(Zk1, 3, Holds(MemberData.Data))], Ours).Stamp.Ensemble);

    [Fact]
    public void A_name_once_written_stays_and_the_members_follow_the_list()
    {
        var kept = StampKeeping.WhenServing(SeatOf(1, 4), StampOf(1, Ours, 1, 2, 3), [Tells(Zk0, 2, Holds(MemberData.Data, Theirs), serving: true)], Theirs);
        Assert.Equal(StampOf(1, Ours, 1, 2, 3, 4), kept.Stamp);
    }

    [Fact]
    public void Two_names_among_members_that_serve_together_are_a_problem() =>
        Assert.Contains("cannot tell which ensemble", StampKeeping.WhenServing(Zk1, null,
            [Tells(Zk1, 1, Holds(MemberData.Data, Ours), serving: true), Tells(Zk1, 3, Holds(MemberData.Data, Theirs), serving: true)], Ours).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_standalone_server_names_its_ensemble_at_once() =>
        Assert.Equal(StampOf(1, Ours, 1), StampKeeping.WhenServing(SeatOf(1, 1), null, [], Ours).Stamp);
}
