using Xunit;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Volume;
using static ZkAgent.Core.Tests.DataGuard.Three;

namespace ZkAgent.Core.Tests.Volume;

public sealed class VolumeJudgementTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly VolumeIdentity Served = IdentityOf(1, Ours, 1, 2, 3);
    private static readonly VolumeIdentity Initialized = new(new(1), "zk-0", null, Served: false, []);

    private static readonly VolumeFacts Nothing = new() { Snapshots = [], Logs = [], Epochs = new("-1", "0", null) };
    private static readonly VolumeFacts Bare = Nothing with { Snapshots = [new("snapshot.0", 0, SnapshotCheck.Whole)], Epochs = new("0", "0", null) };
    private static readonly VolumeFacts Data = Bare with { Snapshots = [new("snapshot.100000005", 0x100000005, SnapshotCheck.Whole)], Epochs = new("1", "1", null) };

    [Fact]
    public void Transactions_are_data_with_an_identity_or_without()
    {
        Assert.Equal("has data up to 0x100000005", Judge(Data, null).Words);
        Assert.Equal(MemberData.Data, Judge(Data, Served).Data);
        Assert.Equal(MemberData.Data, Judge(Data, Initialized).Data);
    }

    [Fact]
    public void Data_of_a_member_differs_from_that_of_a_standalone_server()
    {
        Assert.True(Judge(Data, null).IsOfEnsemble);
        Assert.True(VolumeJudgement.OfFiles(Data with { Epochs = new(null, null, null) }, standalone: true).IsOfEnsemble);
        Assert.False(VolumeJudgement.OfFiles(Data with { Snapshots = [new("snapshot.5", 5, SnapshotCheck.Whole)], Epochs = new(null, null, null) }, standalone: true).IsOfEnsemble);
    }

    [Fact]
    public void What_the_operator_should_know_of_good_data_is_told_with_it()
    {
        var long9 = Data with { Logs = [new("log.100000006", 0x100000006, LogCheck.Sound, 0x100000006, 0x100000009, 4_000_000)] };
        Assert.StartsWith("has data up to 0x100000009 (log.100000006 holds an entry of 4000000 bytes", Judge(long9, null).Words, StringComparison.Ordinal);
        Assert.EndsWith("unless the JVM is given -Djute.maxbuffer=4000000)", Judge(long9, null).Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bare_snapshot_counts_only_where_an_agent_initialized_it()
    {
        Assert.Equal(MemberData.Initialized, Judge(Bare, Initialized).Data);
        Assert.Equal(MemberData.Data, Judge(Bare, Served).Data);
        var foreign = Judge(Bare, null);
        Assert.Equal(MemberData.Empty, foreign.Data);
        Assert.Equal(["snapshot.0", "currentEpoch", "acceptedEpoch"], foreign.InTheWay);
    }

    [Fact]
    public void Epoch_files_alone_are_nothing_and_in_the_way()
    {
        Assert.Equal(MemberData.Empty, Judge(Nothing, null).Data);
        Assert.Equal(["currentEpoch", "acceptedEpoch"], Judge(Nothing, null).InTheWay);
    }

    [Fact]
    public void Nothing_is_empty_unless_something_was_there()
    {
        Assert.Equal(MemberData.Empty, Judge(Nothing, Initialized).Data);
        Assert.Equal(MemberData.Lost, Judge(Nothing, Served).Data);
        Assert.Equal(MemberData.Lost, VolumeJudgement.Judge(Nothing, false, new(VolumeIdentityCopy.Missing, null), heldDataBefore: true, Now).Data);
        Assert.Equal(MemberData.Lost, Judge(Nothing with { Quarantines = [new(Now - TimeSpan.FromDays(1), QuarantineKind.Damage)] }, null).Data);
        Assert.Equal(MemberData.Empty, Judge(Nothing with { Quarantines = [new(Now, QuarantineKind.Leftovers)] }, null).Data);
    }

    [Fact]
    public void Only_a_quarantine_of_the_last_hour_is_recent()
    {
        QuarantineMark young = new(Now - TimeSpan.FromMinutes(59), QuarantineKind.Damage);
        Assert.Equal(young, Judge(Data with { Quarantines = [young, new(Now - TimeSpan.FromHours(2), QuarantineKind.Damage)] }, null).RecentQuarantine);
        Assert.Null(Judge(Data with { Quarantines = [new(Now - TimeSpan.FromMinutes(61), QuarantineKind.Damage), new(Now, QuarantineKind.Leftovers)] }, null).RecentQuarantine);
    }

    private static LocalVolume Judge(VolumeFacts facts, VolumeIdentity? identity) => VolumeJudgement.Judge(facts, false, new(new(identity, null), null), heldDataBefore: false, Now);
}
