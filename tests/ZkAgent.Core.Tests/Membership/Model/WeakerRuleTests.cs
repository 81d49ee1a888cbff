using Xunit;

namespace ZkAgent.Core.Tests.Membership.Model;

/// <summary>That the model can find a violation at all: with each of these weaker rules it does, and with the real ones it does not by as many steps.</summary>
public sealed class WeakerRuleTests(ITestOutputHelper output)
{
    /// <summary>The member that was the only voter was down for the write, and lost its lists: it is the ensemble of ZK_REPLICAS=1 alone.</summary>
    [Fact]
    public void With_a_list_from_ZK_REPLICAS_at_every_start_a_write_is_lost() =>
        Violates(WeakerRules.ListOfReplicas, Starts.Written(3, 3, 3, 1, behind: 1), new(Writes: 1, Changes: 0) { Losses = 1 }, "leads without an acknowledged write");

    [Fact]
    public void With_a_list_from_ZK_REPLICAS_at_every_start_the_membership_goes_back() =>
        Violates(WeakerRules.ListOfReplicas, Starts.Written(3, 3, 3, 1), new(Writes: 1, Changes: 0), "was in force");

    [Fact]
    public void With_the_promotion_of_an_unsynchronised_member_it_votes_without_the_data() =>
        Violates(WeakerRules.UnsynchronisedPromotion, Starts.Written(3, 1, 3, 1), new(Writes: 1, Changes: 1), "gets a vote without the data");

    [Fact]
    public void With_a_founder_that_asks_only_its_own_number_two_ensembles_are_founded() =>
        Violates(WeakerRules.FounderAsksItsOwnNumber, Starts.Written(3, 3, 3, 1), new(Writes: 1, Changes: 0) { Wipes = 1, Scales = 1 }, "founds an ensemble next to another one");

    [Fact]
    public void With_a_volume_without_lists_that_starts_by_its_identity_file_a_write_is_lost() =>
        Violates(WeakerRules.ListOfIdentity, Starts.Written(3, 3, 3, 3, behind: 1), new(Writes: 1, Changes: 0) { Losses = 1 }, "leads without an acknowledged write");

    /// <summary>Two of three members start from an old list; the third has what only it acknowledged.</summary>
    [Fact]
    public void Without_an_identity_file_before_a_start_joining_members_form_a_quorum_by_the_settings()
    {
        string[] joined =
        [
            "zk-0 boots", "zk-1 boots", "zk-2 boots", "zk-0 asks and decides: Bootstrap", "zk-0 makes its empty database", "zk-0 is elected",
            "zk-1 asks and decides: Join", "zk-2 asks and decides: Join", "zk-1 joins zk-0", "zk-2 joins zk-0", "zk-0 logs a write",
            "zk-0 crashes", "zk-1 crashes", "zk-2 crashes", "zk-1 loses its lists", "zk-1 boots",
        ];
        var bounds = new Bounds(Writes: 2, Changes: 1) { StepByStep = true, Losses = 1 };
        var start = Starts.Blank(3, 3, 3);
        var world = Walk.Along(start, WeakerRules.NoIdentityBeforeAStart, bounds, joined);
        world = Walk.Along(world, WeakerRules.NoIdentityBeforeAStart, bounds, "zk-1 asks and decides: Start with First", "zk-1 crashes",
            "zk-2 boots", "zk-2 asks and decides: Start with First", "zk-1 boots", "zk-1 asks and decides: Start with Kept", "zk-1 is elected by zk-1 and zk-2");
        Assert.Equal("zk-1 leads without an acknowledged write", world.Broken);
        Walk.Along(start, MembershipRule.Real, bounds, [.. joined, "zk-1 asks and decides: Hold", "zk-1 crashes", "zk-2 boots", "zk-2 asks and decides: Hold"]);
    }

    /// <summary>The only voter adds two members, and loses its lists while one of them has not heard of the change.</summary>
    [Fact]
    public void With_a_list_of_version_0_a_joining_member_leads_by_an_older_list_than_it_was_told()
    {
        string[] lost =
        [
            "zk-0 boots", "zk-1 boots", "zk-2 boots", "zk-0 asks and decides: Start", "zk-0 is elected", "zk-1 asks and decides: Join", "zk-2 asks and decides: Join",
            "zk-1 joins zk-0", "zk-2 joins zk-0", "zk-1 proposes", "zk-1 logs", "zk-1 activates", "zk-0 crashes", "zk-0 loses its lists", "zk-0 boots", "zk-0 asks and decides: Join",
        ];
        var bounds = new Bounds(Writes: 1, Changes: 1) { Losses = 1 };
        var start = Starts.Written(3, 1, 3, 1);
        var world = Walk.Along(start, WeakerRules.JoinsByAnyList, bounds, [.. lost, "zk-0 hears of the list of zk-2", "zk-0 is elected by zk-0"]);
        Assert.Contains("was in force", world.Broken, StringComparison.Ordinal);
        world = Walk.Along(start, MembershipRule.Real, bounds, lost);
        Assert.DoesNotContain(Move.From(world, MembershipRule.Real, bounds), m => m.Text == "zk-0 hears of the list of zk-2");
    }

    /// <summary>
    /// A fault of ZooKeeper's that no rule of an agent can exclude: a follower that is synchronised while a removal is under way takes the shorter
    /// list for a committed one, and tells it to the member that is left.
    /// </summary>
    [Fact]
    public void Where_ZooKeeper_activates_a_list_before_it_is_committed_a_write_is_lost()
    {
        string[] steps =
        [
            "zk-0 boots", "zk-0 asks and decides: Start", "zk-1 boots", "zk-1 asks and decides: Start", "zk-2 boots", "zk-2 asks and decides: Start",
            "zk-1 is elected by zk-0 and zk-1 and zk-2", "zk-0 is synchronised", "zk-1 logs a write", "the operator scales to 1", "zk-0 proposes", "zk-2 is synchronised",
            "zk-1 crashes", "zk-0 notices",
        ];
        var bounds = new Bounds(Writes: 2, Changes: 2) { StepByStep = true, Scales = 1 };
        var start = Starts.Written(3, 3, 3, 1);
        var world = Walk.Along(start, MembershipRule.Real, bounds with { EarlyLists = true }, [.. steps, "zk-0 hears of the list of zk-2", "zk-0 is elected by zk-0"]);
        Assert.Equal("zk-0 leads without an acknowledged write", world.Broken);
        world = Walk.Along(start, MembershipRule.Real, bounds, steps);
        Assert.DoesNotContain(Move.From(world, MembershipRule.Real, bounds), m => m.Text == "zk-0 hears of the list of zk-2");
    }

    private void Violates(MembershipRule weaker, World start, Bounds bounds, string what)
    {
        var outcome = Exploration.Of(weaker, bounds).Run([start], depth: 16);
        output.WriteLine($"{weaker.Name}: {outcome}");
        Assert.NotNull(outcome.Counterexample);
        Assert.Contains(what, outcome.Counterexample[^1], StringComparison.Ordinal);
        Assert.Null(Exploration.Of(MembershipRule.Real, bounds).Run([start], outcome.Depth).Counterexample);
    }
}
