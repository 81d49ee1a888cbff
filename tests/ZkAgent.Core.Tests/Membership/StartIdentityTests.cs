using Xunit;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Volume;
using static ZkAgent.Core.Tests.Membership.Started;

namespace ZkAgent.Core.Tests.Membership;

/// <summary>What the identity file says before a start.</summary>
public sealed class StartIdentityTests
{
    [Fact]
    public void A_volume_without_an_identity_file_is_one_of_dynamic_membership_before_its_first_start() =>
        Assert.Equal(new VolumeIdentity(new(2), "zk-1", null, Served: false, []) { IsDynamic = true }, StartIdentity.Before(null, Pattern.At(1)));

    [Fact]
    public void A_volume_that_served_with_a_static_list_is_one_of_dynamic_membership_and_complete() =>
        Assert.Equal(Served(1, true, null, 0, 1, 2) with { WasComplete = true }, StartIdentity.Before(Served(1, false, null, 0, 1, 2), Pattern.At(1)));

    [Fact]
    public void A_volume_of_dynamic_membership_keeps_its_identity() => Assert.Null(StartIdentity.Before(Served(1, true, 5, 0, 1, 2), Pattern.At(1)));

    /// <summary>A joining member that stopped between its synchronisation and the list.</summary>
    [Fact]
    public void Data_without_a_list_of_a_member_that_was_joining_waits_where_nothing_tells_the_membership() => Assert.Equal(
        Core.DataGuard.GuardAction.Hold,
        new Started(1) { Data = Core.Peers.MemberData.Data, Identity = StartIdentity.Before(null, Pattern.At(1)), Peers = [Silent(0), Silent(2)] }.Decide().Decision.Action);
}
