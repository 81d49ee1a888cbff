using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Peers;
using static ZkAgent.Core.Tests.Membership.Started;

namespace ZkAgent.Core.Tests.Membership;

/// <summary>Volumes that were copied from another namespace.</summary>
public sealed class MovedListTests
{
    private static readonly EnsembleConfiguration Copied = new(5, [.. Enumerable.Range(0, 3).Select(o => Pattern.At(o) with { Host = $"zk-{o}.zk-hs.other.svc.cluster.local" })]);

    [Fact]
    public void A_copied_list_that_does_not_name_this_member_is_refused_as_well()
    {
        var plan = new Started(3) { Data = MemberData.Data, Identity = Served(3, true, 5, 0, 1, 2), Own = Copied, Peers = [Tells(0, MemberData.Data, Copied, serving: true)] }.Decide();
        Assert.Equal(GuardAction.Refuse, plan.Decision.Action);
        Assert.Contains("calls zk-0 zk-0.zk-hs.other.svc.cluster.local", plan.Decision.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void By_the_override_such_a_member_waits_for_the_voters_of_the_new_place()
    {
        var facts = new Started(3) { Data = MemberData.Data, Identity = Served(3, true, 5, 0, 1, 2), Own = Copied, Overrides = GuardOverrides.None with { Volume = true }, Peers = [Silent(0), Silent(1), Silent(2)] };
        Assert.Equal(GuardAction.Hold, facts.Decide().Decision.Action);
        var plan = (facts with { Peers = [Tells(0, MemberData.Data, Of(5, 0, 1, 2), serving: true), Silent(1), Silent(2)] }).Decide();
        Assert.Equal(GuardAction.Join, plan.Decision.Action);
        Assert.All(plan.List!.Configuration.Servers, s => Assert.EndsWith(".prod.svc.cluster.local", s.Host, StringComparison.Ordinal));
    }

    [Fact]
    public void A_server_that_the_operator_added_under_a_name_of_its_own_is_no_copy()
    {
        var list = new EnsembleConfiguration(5, [.. Of(5, 0, 1, 2).Servers, Pattern.At(6) with { Host = "extra-6.other.example" }]);
        var plan = new Started(1) { Data = MemberData.Data, Identity = Served(1, true, 5, 0, 1, 2), Own = list, Peers = [Silent(0), Silent(2)] }.Decide();
        Assert.Equal((GuardAction.Start, list), (plan.Decision.Action, plan.List!.Configuration));
    }

    [Fact]
    public void The_members_of_the_own_place_are_asked_and_not_those_of_the_old_one()
    {
        var local = new LocalMember(new([Pattern.At(0)]), Pattern.At(0), Standalone: false) { Pattern = Pattern };
        var asked = KnownMembers.Others(local, 3, Copied, new WantedMembers.Range(0, 3), [], []);
        Assert.Equal([Pattern.At(1).Host, Pattern.At(2).Host], asked.Select(s => s.Host));
    }
}
