using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Peers;
using static ZkAgent.Core.Tests.DataGuard.Three;

namespace ZkAgent.Core.Tests.Peers;

/// <summary>An answer counts only as that of the member that was asked: a reused address or a stale name proves nothing.</summary>
public sealed class PeerAnswerTests
{
    private static readonly Core.Ensemble.LocalMember Zk0 = LocalMemberOf(1);
    private static readonly Core.Ensemble.EnsembleServer Zk2 = Zk0.Topology.Servers[2];

    private static MemberReport Told(int id, string name, MemberVolume? volume, bool serving = false) => new(new(id), name, serving, false, false, "is well") { Volume = volume };

    [Fact]
    public void The_members_own_report_counts()
    {
        var report = Told(3, "ZK-2.zk-hs.", Holds(MemberData.Empty));
        Assert.Same(report, PeerAnswer.Of(Zk2, null, report).Report);
        Assert.Same(report, PeerAnswer.Of(Zk2, Ours, report).Report);
        Assert.NotNull(PeerAnswer.Of(Zk2, Ours, Told(3, "zk-2.zk-hs", Holds(MemberData.Data, Ours))).Report);
        Assert.NotNull(PeerAnswer.Of(Zk2, null, Told(3, "zk-2.zk-hs", Holds(MemberData.Data, Theirs))).Report);
    }

    [Theory]
    [InlineData(3, "zk-2.zk-hs.other.svc.cluster.local")]
    [InlineData(3, "")]
    [InlineData(2, "zk-2.zk-hs")]
    public void Another_members_report_is_no_answer(int id, string name)
    {
        var answer = PeerAnswer.Of(Zk2, null, Told(id, name, Holds(MemberData.Empty)));
        Assert.Null(answer.Report);
        Assert.Null(answer.Stranger);
        Assert.Contains("which is another member", answer.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_of_another_ensemble_vouches_for_nothing_and_is_still_seen()
    {
        var answer = PeerAnswer.Of(Zk2, Ours, Told(3, "zk-2.zk-hs", Holds(MemberData.Data, Theirs), serving: true));
        Assert.Null(answer.Report);
        Assert.False(answer.Stays);
        Assert.Equal("belongs to ensemble 00000002 and not to 00000001", answer.Failure);
        Assert.Equal(GuardAction.Refuse, ForeignVolume.Judge(Zk0, IdentityOf(1, Ours), [Silent(Zk0, 2), answer])!.Value.Action);
    }

    [Fact]
    public void A_foreign_zk_2_at_a_reused_address_can_not_vouch_that_ours_is_empty()
    {
        var foreign = PeerAnswer.Of(Zk2, null, Told(3, "zk-2.zk-hs.other.svc.cluster.local", Holds(MemberData.Empty)));
        PeerAnswer[] answers = [Tells(Zk0, 2, Holds(MemberData.Empty)), foreign];
        var decision = Decide(Zk0, Own(MemberData.Empty), answers, before: answers);
        Assert.Equal(GuardAction.Hold, decision.Action);
        Assert.Contains("because a member that is answered for by zk-2.zk-hs.other.svc.cluster.local (myid 3), which is another member may have data", decision.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_foreign_quorum_is_none_to_join()
    {
        var foreign = PeerAnswer.Of(Zk2, null, Told(3, "zk-2.zk-hs.other.svc.cluster.local", Holds(MemberData.Data, Theirs), serving: true));
        Assert.Equal(GuardAction.Hold, Decide(Zk0, Own(MemberData.Empty), [Silent(Zk0, 2), foreign]).Action);
    }
}
