using System.Buffers;
using ZkAgent.Core.Protocol;

namespace ZkAgent.Core.Metrics;

/// <summary>The lines of one mntr answer, sorted so that each family's stand together. Dispose of it to give its memory back.</summary>
internal sealed class MntrSamples : IDisposable
{
    /// <summary>Lines that are published at most: eight times what the largest ensemble's leader has.</summary>
    public const int Most = 5000;

    private readonly string _text;
    private MntrSample[] _samples;
    private int _count;

    private MntrSamples(string text, MntrSample[] samples) => (_text, _samples) = (text, samples);

    /// <summary>Lines beyond <see cref="Most"/>.</summary>
    public int Beyond { get; private set; }

    public int Count => _count;

    public ref readonly MntrSample this[int index] => ref _samples[index];

    public ReadOnlySpan<char> Text(Range range) => _text.AsSpan(range);

    public static MntrSamples Read(string mntr)
    {
        var samples = new MntrSamples(mntr, ArrayPool<MntrSample>.Shared.Rent(1024));
        var reader = new MntrReader(mntr);
        while (reader.Read())
        {
            // Words, which are families of our own.
            if (reader.Name is MntrKeys.Version or MntrKeys.ServerState or MntrKeys.PeerState) continue;
            if (samples._count == Most) samples.Beyond++;
            else samples.Add(MntrLine.Read(reader.Name, reader.Value, Offset(mntr, reader.Name), Offset(mntr, reader.Value)));
        }

        samples.Sort();
        if (samples.ResolveSuffixes()) samples.Sort();
        return samples;
    }

    public void Dispose()
    {
        ArrayPool<MntrSample>.Shared.Return(_samples);
        _samples = [];
        _count = 0;
    }

    /// <summary>True where two lines belong to the same family.</summary>
    public bool SameFamily(in MntrSample a, in MntrSample b) => a.Group == b.Group && Text(a.Base).SequenceEqual(Text(b.Base));

    private void Add(in MntrSample sample)
    {
        if (_count == _samples.Length)
        {
            var larger = ArrayPool<MntrSample>.Shared.Rent(_count * 2);
            _samples.CopyTo(larger, 0);
            ArrayPool<MntrSample>.Shared.Return(_samples);
            _samples = larger;
        }

        _samples[_count++] = sample;
    }

    private void Sort() => _samples.AsSpan(0, _count).Sort(Compare);

    private int Compare(MntrSample a, MntrSample b)
    {
        var order = Text(a.Base).SequenceCompareTo(Text(b.Base));
        if (order == 0) order = a.Group.CompareTo(b.Group);
        if (order == 0) order = a.LabelIsWritten.CompareTo(b.LabelIsWritten);
        if (order == 0) order = Text(a.Label).SequenceCompareTo(Text(b.Label));
        if (order == 0) order = a.Part.CompareTo(b.Part);
        // Of two that are the same the first stays.
        return order == 0 ? a.Value.Start.Value.CompareTo(b.Value.Start.Value) : order;
    }

    /// <summary>
    /// ZooKeeper's Prometheus provider writes a summary's sum and count behind its name. What merely ends like that is a name of its own,
    /// unless it would be read as a part of a summary.
    /// </summary>
    /// <returns>True where one was changed, and the order with it.</returns>
    private bool ResolveSuffixes()
    {
        // Found first and changed afterwards: the search relies on the order.
        var changed = false;
        for (var i = 0; i < _count; i++)
        {
            ref var sample = ref _samples[i];
            var suffix = sample.Group == SamplePart.Value ? SuffixLength(Text(sample.Base)) : 0;
            if (suffix > 0 && FindSummary(Text(sample.Base)[..^suffix]) >= 0) sample = sample with { OfAnother = changed = true };
        }

        for (var i = 0; changed && i < _count; i++)
            if (_samples[i].OfAnother) _samples[i] = Moved(_samples[i]);
        return changed;
    }

    private MntrSample Moved(in MntrSample sample)
    {
        var name = Text(sample.Base);
        var start = sample.Base.Start.Value;
        return sample with
        {
            Base = start..(start + name.Length - SuffixLength(name)),
            Part = sample.Part != SamplePart.Value ? SamplePart.Dropped : name.EndsWith("_sum") ? SamplePart.Sum : SamplePart.Count,
        };
    }

    private static int SuffixLength(ReadOnlySpan<char> name) =>
        name.EndsWith("_sum") || name.EndsWith("_count") ? name.Length - name.LastIndexOf('_') : 0;

    /// <summary>Where a part of the summary of that name stands; negative where there is no such summary.</summary>
    private int FindSummary(ReadOnlySpan<char> name)
    {
        var (low, high) = (0, _count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Text(_samples[middle].Base).SequenceCompareTo(name) < 0) low = middle + 1;
            else high = middle;
        }

        for (; low < _count && Text(_samples[low].Base).SequenceEqual(name); low++)
            if (_samples[low].OfSummary) return low;
        return -1;
    }

    /// <summary>Where a part of the text begins in it; 0 for an empty one.</summary>
    private static int Offset(string text, ReadOnlySpan<char> part) => text.AsSpan().Overlaps(part, out var at) ? at : 0;
}
