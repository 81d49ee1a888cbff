using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Volume;
using static ZkAgent.Core.Tests.DataGuard.Three;

namespace ZkAgent.Core.Tests.DataGuard;

public sealed class VolumeIdentityUpdateTests
{
    private static readonly Core.Ensemble.LocalMember Zk0 = LocalMemberOf(1);
    private static readonly Core.Ensemble.LocalMember Zk1 = LocalMemberOf(2);

    [Fact]
    public void The_lowest_participant_names_the_ensemble_when_all_answer_and_none_knows_a_name()
    {
        var kept = VolumeIdentityUpdate.WhenServing(Zk0, null, [Tells(Zk0, 2, Holds(MemberData.Data)), Tells(Zk0, 3, Holds(MemberData.Empty))], Ours);
        Assert.Equal(IdentityOf(1, Ours, 1, 2, 3), kept.VolumeIdentity);
        Assert.True(kept.Settled);
    }

    [Fact]
    public void It_names_nothing_while_one_is_missing_that_may_know_the_name()
    {
        foreach (var missing in new[] { Silent(Zk0, 3), WithoutAgent(Zk0, 3, serving: true) })
        {
            var kept = VolumeIdentityUpdate.WhenServing(Zk0, null, [Tells(Zk0, 2, Holds(MemberData.Data)), missing], Ours);
            Assert.Equal(IdentityOf(1, null, 1, 2, 3), kept.VolumeIdentity);
            Assert.False(kept.Settled);
        }
    }

    [Fact]
    public void The_others_copy_the_name_from_a_member_that_serves()
    {
        var kept = VolumeIdentityUpdate.WhenServing(Zk1, null, [Tells(Zk1, 1, Holds(MemberData.Data, Theirs), serving: true), Silent(Zk1, 3)], Ours);
        Assert.Equal(IdentityOf(2, Theirs, 1, 2, 3), kept.VolumeIdentity);
        Assert.True(kept.Settled);
    }

    [Fact]
    public void No_member_copies_from_one_that_does_not_serve_with_it() =>
        Assert.Null(VolumeIdentityUpdate.WhenServing(Zk1, null, [Tells(Zk1, 1, Holds(MemberData.Data, Theirs)), Silent(Zk1, 3)], Ours).VolumeIdentity.Ensemble);

    [Fact]
    public void Only_the_lowest_names_it() =>
        Assert.Null(VolumeIdentityUpdate.WhenServing(Zk1, null, [Tells(Zk1, 1, Holds(MemberData.Data)), Tells(Zk1, 3, Holds(MemberData.Data))], Ours).VolumeIdentity.Ensemble);

    [Fact]
    public void A_name_once_written_stays_and_the_members_follow_the_list()
    {
        var kept = VolumeIdentityUpdate.WhenServing(LocalMemberOf(1, 4), IdentityOf(1, Ours, 1, 2, 3), [Tells(Zk0, 2, Holds(MemberData.Data, Theirs), serving: true)], Theirs);
        Assert.Equal(IdentityOf(1, Ours, 1, 2, 3, 4), kept.VolumeIdentity);
    }

    [Fact]
    public void Two_names_among_members_that_serve_together_are_a_problem() =>
        Assert.Contains("cannot tell which ensemble", VolumeIdentityUpdate.WhenServing(Zk1, null,
            [Tells(Zk1, 1, Holds(MemberData.Data, Ours), serving: true), Tells(Zk1, 3, Holds(MemberData.Data, Theirs), serving: true)], Ours).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_standalone_server_names_its_ensemble_at_once() =>
        Assert.Equal(IdentityOf(1, Ours, 1), VolumeIdentityUpdate.WhenServing(LocalMemberOf(1, 1), null, [], Ours).VolumeIdentity);

    [Fact]
    public void The_version_that_serves_is_kept_and_forgotten_by_no_server_that_does_not_tell()
    {
        var found = IdentityOf(1, Ours, 1, 2, 3) with { ZooKeeper = "3.9.6" };
        Assert.Equal("3.9.3", VolumeIdentityUpdate.WhenServing(Zk0, found, [], Theirs, zooKeeper: "3.9.3").VolumeIdentity.ZooKeeper);
        Assert.Equal("3.9.6", VolumeIdentityUpdate.WhenServing(Zk0, found, [], Theirs).VolumeIdentity.ZooKeeper);
    }

    [Theory]
    [InlineData(9L, 5L, 9L)]
    [InlineData(5L, 9L, 9L)]
    [InlineData(null, 5L, 5L)]
    public void The_newest_configuration_that_it_served_with_is_kept(long? found, long? told, long? kept)
    {
        var update = WhenServing(IdentityOf(1, Ours, 1, 2, 3) with { IsDynamic = true, Configuration = found }, new(new(told!.Value, Zk0.Topology.Servers), EverComplete: true));
        Assert.Equal(kept, update.VolumeIdentity.Configuration);
        Assert.Equal(found, WhenServing(update.VolumeIdentity with { Configuration = found }, new(null, EverComplete: true)).VolumeIdentity.Configuration);
    }

    private static VolumeIdentityUpdate WhenServing(VolumeIdentity found, ReportedMembership membership) => VolumeIdentityUpdate.WhenServing(Zk0, found, [], Theirs, membership);
}
