using Xunit;
using ZkAgent.Core.Backups;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Backups;

public sealed class BackupRunnerTests
{
    private static readonly TimeSpan Handover = BackupRunner.Handover;

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public void The_serving_follower_with_the_highest_ordinal_makes_it_and_it_alone(int leader, int expected) =>
        Assert.Equal([expected], Ours(BackupMember.Auto, TimeSpan.Zero, [.. Enumerable.Range(0, 3).Select(i => Member(i, leads: i == leader))]));

    [Fact]
    public void A_leader_without_followers_makes_it()
    {
        var alone = BackupRunner.Decide(BackupMember.Auto, Member(0, leads: true), [], TimeSpan.Zero, Handover);
        Assert.Equal(new(true, "zk-0 makes the backup: it leads, and no follower serves"), alone);
    }

    [Fact]
    public void A_member_that_does_not_serve_has_no_turn()
    {
        BackupCandidate[] members = [Member(0), Member(1, leads: true), Member(2) with { Serves = false }];
        Assert.Equal([0], Ours(BackupMember.Auto, TimeSpan.Zero, members));
        Assert.Equal("no backup: zk-2 does not serve", BackupRunner.Decide(BackupMember.All, members[2], [], TimeSpan.Zero, Handover).Sentence);
    }

    [Fact]
    public void An_overdue_backup_passes_to_the_next_member_and_to_the_leader_last()
    {
        BackupCandidate[] members = [Member(0), Member(1, leads: true), Member(2)];
        Assert.Equal([2], Ours(BackupMember.Auto, Handover - TimeSpan.FromSeconds(1), members));
        Assert.Equal([0, 2], Ours(BackupMember.Auto, Handover, members));
        Assert.Equal([0, 1, 2], Ours(BackupMember.Auto, 2 * Handover, members));
        Assert.Equal("no backup here: zk-2 makes it, and zk-1 does if it is overdue by 10 min", BackupRunner.Decide(BackupMember.Auto, members[1], [members[0], members[2]], TimeSpan.Zero, Handover).Sentence);
        Assert.Equal("zk-1 makes the backup: it is overdue by 11 min, and zk-2 did not make it", BackupRunner.Decide(BackupMember.Auto, members[1], [members[0], members[2]], TimeSpan.FromMinutes(11), Handover).Sentence);
    }

    [Fact]
    public void An_observer_makes_none_by_itself_and_does_when_it_is_named()
    {
        BackupCandidate[] members = [Member(0, leads: true), Member(1), Member(2) with { Votes = false }];
        Assert.Equal([1], Ours(BackupMember.Auto, TimeSpan.Zero, members));
        Assert.Equal([2], Ours(new(false, 2), TimeSpan.Zero, members));
    }

    [Fact]
    public void All_is_every_serving_member() =>
        Assert.Equal([0, 2], Ours(BackupMember.All, TimeSpan.Zero, [Member(0), Member(1) with { Serves = false }, Member(2, leads: true)]));

    [Fact]
    public void An_ordinal_is_that_of_the_name_and_no_other_member_takes_its_place()
    {
        BackupCandidate[] members = [Member(0), Member(1, leads: true), Member(2) with { Serves = false }];
        Assert.Empty(Ours(new(false, 2), TimeSpan.FromDays(1), members));
        Assert.Equal([1], Ours(new(false, 1), TimeSpan.Zero, members));
        Assert.Null(new BackupCandidate(new(1), "zookeeper", true, true, false).Ordinal);
    }

    [Fact]
    public void The_number_of_members_that_may_make_it_counts_those_that_serve()
    {
        BackupCandidate[] others = [Member(0), Member(1) with { Serves = false }];
        Assert.Equal(2, BackupRunner.Count(BackupMember.Auto, Member(2), others));
        Assert.Equal(1, BackupRunner.Count(BackupMember.All, Member(2), others));
        Assert.Equal(1, BackupRunner.Count(BackupMember.Auto, Member(2) with { Serves = false }, others));
    }

    private static BackupCandidate Member(int ordinal, bool leads = false) => new(new(ordinal + 1), $"zk-{ordinal}", Votes: true, Serves: true, leads);

    private static int[] Ours(BackupMember member, TimeSpan overdue, BackupCandidate[] members) =>
        [.. members.Where(m => BackupRunner.Decide(member, m, [.. members.Where(o => o != m)], overdue, Handover).IsOurs).Select(m => m.Ordinal!.Value)];
}
