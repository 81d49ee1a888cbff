using Xunit;
using ZkAgent.Core.Membership;

namespace ZkAgent.Core.Tests.Membership;

public sealed class MembershipViewTests
{
    [Fact]
    public void Voters_joiners_observers_and_members_that_leave_are_told_apart()
    {
        var pattern = Scene.Settings with { Participants = 2 };
        var observer = Core.Ensemble.ServerSpec.Format(pattern.At(2));
        var scene = new Scene(0, 0, 1, 5) { Pattern = pattern, OtherLines = [observer], Wanted = Scene.Replicas(4), Newcomers = [2, 3], Silent = [1] };

        var view = MembershipView.Of(scene.Facts, MembershipState.Waiting, "why");

        Assert.Equal(("100000005", 4), (view.Version, view.Wanted));
        Assert.Equal(["zk-0 voter True", "zk-1 voter False", "zk-2 observer True", "zk-3 joiner True", "zk-5 leaving True"],
            view.Members.Select(m => $"{m.Server.ShortName} {m.Role.Word()} {m.Serves}"));
        Assert.Equal(3, view.Members.Count(m => m.Votes));
    }

    [Fact]
    public void Without_a_configuration_no_server_is_named()
    {
        var view = MembershipView.Of(new Scene(0, 0).Facts with { Configuration = null }, MembershipState.Unknown, "why");

        Assert.Null(view.Version);
        Assert.Empty(view.Members);
    }

    [Theory]
    [InlineData(MembershipRole.Voter)]
    [InlineData(MembershipRole.Observer)]
    [InlineData(MembershipRole.Joiner)]
    [InlineData(MembershipRole.Leaving)]
    public void Each_role_is_read_from_its_word(MembershipRole role) => Assert.Equal(role, MembershipRoles.Parse(role.Word()));
}
