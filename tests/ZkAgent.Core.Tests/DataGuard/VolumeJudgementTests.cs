using Xunit;
using ZkAgent.Core.DataGuard;
using static ZkAgent.Core.Tests.DataGuard.Three;

namespace ZkAgent.Core.Tests.DataGuard;

public sealed class VolumeJudgementTests
{
    private static readonly Stamp Served = StampOf(1, Ours, 1, 2, 3);
    private static readonly Stamp Granted = new(new(1), "zk-0", null, Served: false, []);

    [Fact]
    public void Transactions_are_data_with_a_stamp_or_without()
    {
        Assert.Equal("has data up to 0x100000005", Judge(VolumeContents.Transactions, null, zxid: 0x100000005).Words);
        Assert.Equal(MemberData.Data, Judge(VolumeContents.Transactions, Served).Data);
        Assert.Equal(MemberData.Data, Judge(VolumeContents.Transactions, Granted).Data);
    }

    [Fact]
    public void A_bare_snapshot_counts_only_where_it_was_granted()
    {
        Assert.Equal(MemberData.Granted, Judge(VolumeContents.BareSnapshot, Granted).Data);
        Assert.Equal(MemberData.Data, Judge(VolumeContents.BareSnapshot, Served).Data);
        Assert.Equal(MemberData.Empty, Judge(VolumeContents.BareSnapshot, null).Data);
    }

    [Fact]
    public void Nothing_is_empty_unless_something_was_there()
    {
        Assert.Equal(MemberData.Empty, Judge(VolumeContents.Nothing, null).Data);
        Assert.Equal(MemberData.Empty, Judge(VolumeContents.Nothing, Granted).Data);
        Assert.Equal(MemberData.Lost, Judge(VolumeContents.Nothing, Served).Data);
        Assert.Equal(MemberData.Lost, VolumeJudgement.Judge(VolumeContents.Nothing, "", null, null, null, heldDataBefore: true).Data);
        // The snapshots' volume is lost, the log's is there.
        Assert.Equal(MemberData.Lost, VolumeJudgement.Judge(VolumeContents.Nothing, "", null, null, Served, heldDataBefore: false).Data);
    }

    [Fact]
    public void Snapshots_without_the_log_that_belongs_to_them_are_damaged()
    {
        var volume = VolumeJudgement.Judge(VolumeContents.Transactions, "", 5, Served, null, heldDataBefore: false);
        Assert.Equal(MemberData.Damaged, volume.Data);
        Assert.Contains("dataLogDir carries no stamp", volume.Words, StringComparison.Ordinal);
    }

    private static OwnVolume Judge(VolumeContents contents, Stamp? stamp, long? zxid = null) =>
        VolumeJudgement.Judge(contents, "", zxid, stamp, stamp, heldDataBefore: false);
}
