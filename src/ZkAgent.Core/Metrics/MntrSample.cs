namespace ZkAgent.Core.Metrics;

/// <summary>Which part of its family a line of mntr is. The order is that of the samples in an exposition.</summary>
public enum SamplePart : byte
{
    Average,
    Minimum,
    Maximum,
    Value,
    Median,
    Quantile90,
    Quantile95,
    Quantile99,
    Quantile999,
    Sum,
    Count,

    /// <summary>A key that can't be a metric's name, as with a namespace that has braces: it is passed on as a label.</summary>
    InvalidName,

    /// <summary>It can't be published: it is too long, has no number, repeats another, or its name would be ambiguous.</summary>
    Dropped,
}

/// <summary>One line of mntr as ranges of its text: nothing is copied.</summary>
internal readonly record struct MntrSample(Range Base, Range Label, Range Value, SamplePart Part, MntrFamily? Family)
{
    /// <summary>True where the label's range is text in an exposition's own syntax, <c>area="heap"</c>; else it is the value of the label <c>key</c>.</summary>
    public bool LabelIsWritten { get; init; }

    /// <summary>True where the name would be read as a part of another family, a summary.</summary>
    public bool OfAnother { get; init; }

    /// <summary>Average, minimum and maximum are families of their own, next to the summary.</summary>
    public SamplePart Group => Part <= SamplePart.Maximum ? Part : Part >= SamplePart.InvalidName ? Part : SamplePart.Value;

    /// <summary>It makes its family a summary.</summary>
    public bool OfSummary => Part is >= SamplePart.Median and <= SamplePart.Count;
}

/// <summary>What the parts are called, in mntr and in an exposition.</summary>
internal static class SampleParts
{
    /// <summary>What mntr writes before a summary's name.</summary>
    public static readonly (string Prefix, SamplePart Part)[] Prefixes =
    [
        ("avg_", SamplePart.Average), ("min_", SamplePart.Minimum), ("max_", SamplePart.Maximum), ("cnt_", SamplePart.Count), ("sum_", SamplePart.Sum),
        ("p50_", SamplePart.Median), ("p95_", SamplePart.Quantile95), ("p99_", SamplePart.Quantile99), ("p999_", SamplePart.Quantile999),
    ];

    /// <summary>The label <c>quantile</c>; null for a part that is none.</summary>
    public static string? Quantile(this SamplePart part) => part switch
    {
        SamplePart.Median => "0.5",
        SamplePart.Quantile90 => "0.9",
        SamplePart.Quantile95 => "0.95",
        SamplePart.Quantile99 => "0.99",
        SamplePart.Quantile999 => "0.999",
        _ => null,
    };

    /// <summary>The part that a quantile's label names; <see cref="SamplePart.InvalidName"/> for one that ZooKeeper does not have.</summary>
    public static SamplePart OfQuantile(ReadOnlySpan<char> label)
    {
        for (var part = SamplePart.Median; part <= SamplePart.Quantile999; part++)
            if (label.SequenceEqual(part.Quantile())) return part;
        return SamplePart.InvalidName;
    }
}
