using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Volume;
using static ZkAgent.Core.Tests.DataGuard.Three;

namespace ZkAgent.Core.Tests.DataGuard;

public sealed class ForeignVolumeTests
{
    private static readonly Core.Ensemble.LocalMember Zk0 = LocalMemberOf(1);
    private static readonly VolumeIdentity Mine = IdentityOf(1, Ours, 1, 2, 3);

    [Fact]
    public void Volumes_of_one_ensemble_and_volumes_without_a_name_are_welcome()
    {
        Assert.Null(ForeignVolume.Judge(Zk0, Mine, [Tells(Zk0, 2, Holds(MemberData.Data, Ours)), Tells(Zk0, 3, Holds(MemberData.Empty))]));
        Assert.Null(ForeignVolume.Judge(Zk0, null, [Tells(Zk0, 2, Holds(MemberData.Data, Theirs)), Silent(Zk0, 3)]));
        Assert.Null(ForeignVolume.Judge(Zk0, IdentityOf(1, null), [Tells(Zk0, 2, Holds(MemberData.Data, Theirs)), Silent(Zk0, 3)]));
    }

    [Fact]
    public void A_volume_of_another_ensemble_than_the_one_that_serves_is_refused()
    {
        var decision = ForeignVolume.Judge(Zk0, Mine, [Tells(Zk0, 2, Holds(MemberData.Data, Theirs, started: true), serving: true), Silent(Zk0, 3)])!.Value;
        Assert.Equal(GuardAction.Refuse, decision.Action);
        Assert.StartsWith("cannot use this volume: it belongs to ensemble 00000001 and zk-1 serves in ensemble 00000002; give zk-0 its own volume", decision.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_majority_with_another_name_is_right() =>
        Assert.Equal(GuardAction.Refuse, ForeignVolume.Judge(Zk0, Mine, [Tells(Zk0, 2, Holds(MemberData.Data, Theirs)), Tells(Zk0, 3, Holds(MemberData.Data, Theirs))])!.Value.Action);

    [Fact]
    public void One_against_one_waits_for_the_third()
    {
        var decision = ForeignVolume.Judge(Zk0, Mine, [Tells(Zk0, 2, Holds(MemberData.Data, Theirs)), Silent(Zk0, 3)])!.Value;
        Assert.Equal(GuardAction.Hold, decision.Action);
        Assert.Contains("which of them is wrong shows when 2 participants with one and the same are there", decision.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_majority_of_our_own_goes_on_once_the_wrong_one_has_stopped()
    {
        var alike = Tells(Zk0, 2, Holds(MemberData.Data, Ours));
        Assert.Equal(GuardAction.Hold, ForeignVolume.Judge(Zk0, Mine, [alike, Tells(Zk0, 3, Holds(MemberData.Data, Theirs, started: true))])!.Value.Action);
        Assert.Null(ForeignVolume.Judge(Zk0, Mine, [alike, Tells(Zk0, 3, Holds(MemberData.Data, Theirs))]));
    }
}
