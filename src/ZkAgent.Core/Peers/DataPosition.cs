namespace ZkAgent.Core.Peers;

/// <summary>How new the data on a volume is, as an election compares it: first the epoch, then the last transaction.</summary>
/// <param name="Epoch">The number in currentEpoch, or the last transaction's epoch where there is no such file.</param>
/// <param name="Zxid">The last transaction.</param>
public sealed record DataPosition(long Epoch, long Zxid)
{
    public bool IsNewerThan(DataPosition other) => Epoch > other.Epoch || Epoch == other.Epoch && Zxid > other.Zxid;
}
