namespace ZkAgent.Core.Metrics;

/// <summary>Every family that ZooKeeper 3.4 to 3.9 tells in mntr, found by its key.</summary>
public static class MntrCatalog
{
    /// <summary>All of them, in the order of their keys.</summary>
    public static readonly IReadOnlyList<MntrFamily> All = Sorted([.. MntrGauges.All, .. MntrCounters.All, .. MntrSummaries.All, .. MntrSets.All]);

    /// <summary>Those with a value for each of something.</summary>
    private static readonly MntrFamily[] Labelled = [.. All.Where(f => f.LabelHolds is not null)];

    /// <summary>The family of a key without <c>zk_</c>; null for an unknown key.</summary>
    public static MntrFamily? Find(ReadOnlySpan<char> key)
    {
        var (low, high) = (0, All.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = All[middle].Key.AsSpan().SequenceCompareTo(key);
            if (order == 0) return All[middle];
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return null;
    }

    /// <summary>The labelled family whose name a key ends with, after the label and an underscore; null where there is none.</summary>
    public static MntrFamily? FindLabelled(ReadOnlySpan<char> key)
    {
        foreach (var family in Labelled)
            if (key.Length > family.Key.Length + 1 && key[^(family.Key.Length + 1)] == '_' && key.EndsWith(family.Key)) return family;
        return null;
    }

    private static MntrFamily[] Sorted(MntrFamily[] families)
    {
        Array.Sort(families, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return families;
    }
}
