using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Restores;
using ZkAgent.Core.Tests.Restores;
using static ZkAgent.Core.Tests.Membership.Started;

namespace ZkAgent.Core.Tests.Membership;

/// <summary>With dynamic membership the lowest ordinal restores alone, and the others join it.</summary>
public sealed class RestoreStartTests
{
    private static readonly EnsembleId Restore = GivenRestore.Id();
    private static readonly RestoreRequest Request = new("/b@latest 1", Restore, null);

    [Fact]
    public void The_lowest_ordinal_places_it_and_commits_with_a_list_of_itself()
    {
        var placing = new Started(0) { Restore = Request, Peers = [Asks(1), Asks(2)] };
        Assert.Equal(GuardAction.Place, placing.Decide().Decision.Action);
        var plan = (placing with { Placed = Restore }).Decide();
        Assert.Equal(GuardAction.Commit, plan.Decision.Action);
        Assert.Equal(new StartList(Of(0, 0), StartListKind.First), plan.List);
    }

    [Fact]
    public void The_others_wait_and_join_it()
    {
        var waiting = new Started(1) { Restore = Request, Peers = [Asks(0), Asks(2)] };
        var plan = waiting.Decide();
        Assert.Equal((GuardAction.Hold, RestoreState.Waiting), (plan.Decision.Action, plan.Restore!.State));
        Assert.Contains("zk-0 restores the backup", plan.Decision.Sentence, StringComparison.Ordinal);

        var committed = Tells(0, MemberData.Data, Of(0, 0));
        Assert.Equal(GuardAction.Hold, (waiting with { Peers = [Restored(committed), Asks(2)] }).Decide().Decision.Action);
        Assert.Equal(GuardAction.Join, (waiting with { Peers = [Restored(Tells(0, MemberData.Data, Of(0, 0), serving: true)), Asks(2)] }).Decide().Decision.Action);
    }

    [Fact]
    public void A_founder_that_committed_starts_by_its_list()
    {
        var plan = new Started(0) { Restore = Request, Data = MemberData.Data, Identity = Served(0, true, 0, 0) with { Ensemble = Restore }, Own = Of(0, 0), Peers = [Asks(1), Asks(2)] }.Decide();
        Assert.Equal((GuardAction.Start, StartListKind.Kept, RestoreState.Done), (plan.Decision.Action, plan.List!.Kind, plan.Restore!.State));
    }

    [Fact]
    public void A_list_of_a_restore_that_was_not_committed_counts_for_nothing()
    {
        var plan = new Started(0) { Restore = Request, Placed = Restore, Data = MemberData.Lost, Identity = Served(0, true, null, 0) with { Ensemble = null, Placed = new(Restore, 5) }, Own = Of(0, 0), Peers = [Asks(1), Asks(2)] }.Decide();
        Assert.Equal(GuardAction.Commit, plan.Decision.Action);
    }

    [Fact]
    public void A_member_with_data_of_another_ensemble_is_refused_and_a_claim_beyond_the_members_holds()
    {
        Assert.Equal(GuardAction.Refuse, new Started(0) { Restore = Request, Data = MemberData.Data, Identity = Served(0, true, 5, 0, 1, 2), Own = Of(5, 0, 1, 2), Peers = [Asks(1), Asks(2)] }.Decide().Decision.Action);
        Assert.Contains("claims of ordinals beyond", new Started(0) { Restore = Request, Claims = [0, 1, 2, 3], Peers = [Asks(1), Asks(2)] }.Decide().Decision.Sentence, StringComparison.Ordinal);
        Assert.Contains("may be one with data", new Started(0) { Restore = Request, SilentAddresses = ["10.0.0.9"], Peers = [Asks(1), Asks(2)] }.Decide().Decision.Sentence, StringComparison.Ordinal);
    }

    private static PeerAnswer Asks(int ordinal) => Blank(ordinal) is var answer ? answer with { Report = answer.Report! with { Restore = new(Restore, false) } } : answer;

    private static PeerAnswer Restored(PeerAnswer answer) => answer with { Report = answer.Report! with { Volume = answer.Report.Volume! with { Ensemble = Restore } } };
}
