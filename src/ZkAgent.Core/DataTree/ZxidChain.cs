using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.DataTree;

/// <summary>Finds transactions that are missing: within an epoch every number is used, and an epoch begins with 1.</summary>
/// <param name="start">The transaction before the first.</param>
public sealed class ZxidChain(long start)
{
    public long Last { get; private set; } = start;

    /// <returns>Why the transaction can't follow, as a sentence; null where it does.</returns>
    public string? Follow(long next)
    {
        var (before, after) = (new Zxid(Last), new Zxid(next));
        if (next <= Last) return $"cannot follow the log: {after} comes after {before}";
        Last = next;
        return next == before.Value + 1 || after.Epoch > before.Epoch && after.Counter == 1 ? null
            : $"cannot follow the log: the transactions between {before} and {after} are missing";
    }
}
