using System.Buffers;
using System.Globalization;

namespace ZkAgent.Core.Metrics;

/// <summary>One line of mntr → which family it belongs to, which part it is, and its label.</summary>
internal static class MntrLine
{
    private const string Prefix = "zk_";

    /// <summary>The longest key and value together that are published.</summary>
    public const int Longest = 512;

    /// <summary>Sorts one line by its key.</summary>
    /// <param name="key">The key as mntr has it.</param>
    /// <param name="keyAt">Where the key begins in the text.</param>
    /// <param name="valueAt">Where the value begins in the text.</param>
    public static MntrSample Read(ReadOnlySpan<char> key, ReadOnlySpan<char> value, int keyAt, int valueAt)
    {
        var values = valueAt..(valueAt + value.Length);
        if (key.Length + value.Length > Longest || !IsNumber(value)) return new(keyAt..keyAt, keyAt..keyAt, values, SamplePart.Dropped, null);
        var skip = key.StartsWith(Prefix) ? Prefix.Length : 0;
        var name = key[skip..];
        var at = keyAt + skip;
        return name.IndexOf('{') is >= 0 and var brace
            ? Labelled(name, brace, at, values) ?? InvalidName(key, keyAt, values)
            : Plain(name, at, values) ?? InvalidName(key, keyAt, values);
    }

    /// <summary>A finite number, or the NaN that the Prometheus provider prints for a quantile without values.</summary>
    private static bool IsNumber(ReadOnlySpan<char> value) =>
        value is "NaN"
        || (value.Length > 0 && value[^1] is not ('.' or '+' or '-') && value[0] is not ('+' or '.') && !value.ContainsAnyExcept(Digits)
            && double.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number));

    private static readonly SearchValues<char> Digits = SearchValues.Create("+-.0123456789Ee");

    private static MntrSample? Plain(ReadOnlySpan<char> name, int at, Range values)
    {
        if (ZooKeeperFamilies.Has(name)) return null;
        if (MntrCatalog.Find(name) is { } known) return new(at..(at + name.Length), at..at, values, SamplePart.Value, known);
        var (part, skip) = PartOf(name);
        var stem = name[skip..];
        if (skip > 0 && MntrCatalog.Find(stem) is { Type: MetricType.Summary } summary)
            return new((at + skip)..(at + name.Length), at..at, values, part, summary);
        if (MntrCatalog.FindLabelled(name) is { } set)
        {
            // Only a summary's parts are written before the label; before another set's they belong to it.
            if (set.Type != MetricType.Summary)
            {
                (part, skip) = (SamplePart.Value, 0);
                stem = name;
            }

            var label = stem.Length - set.Key.Length - 1;
            if (label > 0)
                return new((at + skip + label + 1)..(at + name.Length), (at + skip)..(at + skip + label), values, part, set);
        }

        // The sum of what is known as a gauge is not that family's: a name of its own. So is the sum of a minimum: as a summary it would have the minimum's name.
        if (part > SamplePart.Value && (MntrCatalog.Find(stem) is not null || PartOf(stem).Skip > 0))
        {
            (part, skip) = (SamplePart.Value, 0);
            stem = name;
        }

        return LabelParser.IsName(stem) && !ZooKeeperFamilies.Has(stem) ? new((at + skip)..(at + name.Length), at..at, values, part, null) : null;
    }

    private static MntrSample? Labelled(ReadOnlySpan<char> name, int brace, int at, Range values)
    {
        if (name[^1] != '}' || !LabelParser.TryRead(name[(brace + 1)..^1], out var labels)) return null;
        if (Plain(name[..brace], at, values) is not { Part: SamplePart.Value } sample || sample.Label.Start.Value < sample.Label.End.Value) return null;
        var part = labels.Quantile.IsEmpty ? SamplePart.Value : SampleParts.OfQuantile(labels.Quantile);
        if (part == SamplePart.InvalidName || (part != SamplePart.Value && sample.Family is { Type: not MetricType.Summary })) return null;
        var others = (at + brace + 1)..(at + brace + 1 + labels.Others.Length);
        if (labels.Others.IsEmpty) return sample with { Part = part };
        // One label called key is what the default provider writes into the name: both must be the same sample.
        const string ofSets = "key=\"";
        if (!labels.Others.StartsWith(ofSets) || labels.Others[..^1].LastIndexOf('"') != ofSets.Length - 1)
            return sample with { Part = part, Label = others, LabelIsWritten = true };
        return labels.Others.Contains('\\') || labels.Others.Length == ofSets.Length + 1 ? null
            : sample with { Part = part, Label = (others.Start.Value + ofSets.Length)..(others.End.Value - 1) };
    }

    private static MntrSample InvalidName(ReadOnlySpan<char> key, int keyAt, Range values) =>
        new(keyAt..keyAt, keyAt..(keyAt + key.Length), values, SamplePart.InvalidName, null);

    private static (SamplePart Part, int Skip) PartOf(ReadOnlySpan<char> name)
    {
        foreach (var (prefix, part) in SampleParts.Prefixes)
            if (name.StartsWith(prefix)) return (part, prefix.Length);
        return (SamplePart.Value, 0);
    }
}
