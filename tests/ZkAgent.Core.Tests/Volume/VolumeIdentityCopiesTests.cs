using Xunit;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Volume;
using static ZkAgent.Core.Tests.DataGuard.Three;

namespace ZkAgent.Core.Tests.Volume;

/// <summary>Two copies of the identity on two file systems, in every combination, with every kind of files next to them.</summary>
public sealed class VolumeIdentityCopiesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, VolumeIdentityCopy> Copies = new()
    {
        ["missing"] = VolumeIdentityCopy.Missing,
        ["torn"] = new(null, "cannot read it"),
        ["initialized"] = new(new(new(1), "zk-0", null, Served: false, []), null),
        ["served"] = new(IdentityOf(1, null, 1, 2, 3), null),
        ["ours"] = new(IdentityOf(1, Ours, 1, 2, 3), null),
        ["theirs"] = new(IdentityOf(1, Theirs, 1, 2, 3), null),
    };

    private static readonly VolumeFacts None = new() { Snapshots = [], Logs = [], Epochs = new("1", "1", null) };
    private static readonly SnapshotFact Snapshot = new("snapshot.100000005", 0x100000005, SnapshotCheck.Whole);
    private static readonly LogFact Log = new("log.100000006", 0x100000006, LogCheck.Sound, 0x100000006, 0x100000009, 50);
    private static readonly VolumeFacts SnapshotsOnly = None with { Snapshots = [Snapshot] };
    private static readonly VolumeFacts Whole = SnapshotsOnly with { Logs = [Log] };
    private static readonly VolumeFacts LogsOnly = None with { Logs = [Log] };

    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var data in Copies.Keys)
            {
                foreach (var log in Copies.Keys) all.Add(data, log);
            }
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Whole_data_is_data_whatever_became_of_the_copies_unless_they_name_two_ensembles(string data, string log)
    {
        var two = (data, log) is ("ours", "theirs") or ("theirs", "ours");
        Assert.Equal(two ? MemberData.Damaged : MemberData.Data, Judge(Whole, data, log).Data);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Snapshots_without_any_log_are_the_rest_of_a_lost_log_volume_where_the_log_has_no_copy_either(string data, string log)
    {
        var lost = Served(data) && log is ("missing" or "torn");
        var two = (data, log) is ("ours", "theirs") or ("theirs", "ours");
        Assert.Equal(lost || two ? MemberData.Damaged : MemberData.Data, Judge(SnapshotsOnly, data, log).Data);
        if (lost) Assert.Contains("dataLogDir has neither a log nor an identity file", Judge(SnapshotsOnly, data, log).Words, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Logs_without_any_snapshot_are_damaged_whatever_the_copies_say(string data, string log) =>
        Assert.Equal(MemberData.Damaged, Judge(LogsOnly, data, log).Data);

    [Theory]
    [MemberData(nameof(All))]
    public void Nothing_is_lost_data_where_either_copy_says_that_the_member_served(string data, string log) =>
        Assert.Equal(Served(data) || Served(log) ? MemberData.Lost : MemberData.Empty, Judge(None, data, log).Data);

    [Theory]
    [MemberData(nameof(All))]
    public void What_one_copy_knows_is_known(string data, string log)
    {
        var copies = new VolumeIdentityCopies(Copies[data], Copies[log]);
        Assert.Equal(Served(data) || Served(log), copies.Known is { Served: true });
        Assert.Equal(Copies[log].VolumeIdentity?.Ensemble ?? Copies[data].VolumeIdentity?.Ensemble, copies.Known?.Ensemble);
        Assert.Equal(Served(data) || Served(log) ? 3 : 0, copies.Known?.Members.Count ?? 0);
        // A volume is refused for a torn copy only where there is no other one.
        Assert.Equal((data, log) is ("torn", "torn" or "missing") or ("missing", "torn"), copies.Problem is not null);
        Assert.Equal(copies.Problem is null && (data == "torn" || log == "torn"), copies.Warning is not null);
    }

    [Fact]
    public void Of_two_lists_of_members_that_of_the_log_is_the_later_one() =>
        Assert.Equal(2, new VolumeIdentityCopies(Copies["ours"], new(IdentityOf(1, Ours, 1, 2), null)).Known!.Members.Count);

    [Fact]
    public void Where_both_are_one_directory_there_is_one_copy()
    {
        Assert.Equal(MemberData.Data, VolumeJudgement.Judge(SnapshotsOnly, false, new(Copies["served"], null), false, Now).Data);
        Assert.True(new VolumeIdentityCopies(Copies["ours"], null).AllSay(Copies["ours"].VolumeIdentity!));
        Assert.False(new VolumeIdentityCopies(Copies["ours"], Copies["missing"]).AllSay(Copies["ours"].VolumeIdentity!));
    }

    private static LocalVolume Judge(VolumeFacts facts, string data, string log) =>
        VolumeJudgement.Judge(facts, standalone: false, new(Copies[data], Copies[log]), heldDataBefore: false, Now);

    private static bool Served(string copy) => Copies[copy].VolumeIdentity is { Served: true };
}
