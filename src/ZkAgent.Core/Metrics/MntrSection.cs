using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Metrics;

/// <summary>Writes mntr's numbers family by family.</summary>
internal sealed class MntrSection(MntrSamples samples, MetricNames names) : IDisposable
{
    /// <summary>Labels of one family that are published: an ensemble has fewer servers, and a tree may have any number of first path elements.</summary>
    public const int MostLabels = 100;

    private int _next;

    /// <summary>Samples that were left out because their family has too many labels.</summary>
    public int CutLabels { get; private set; }

    /// <summary>Lines beyond the number that is published.</summary>
    public int CutLines => samples.Beyond;

    /// <summary>Lines left out because they are too long, have no number or repeat another, or because their name would be ambiguous.</summary>
    public int CutNames { get; private set; }

    public bool AtEnd => _next >= samples.Count;

    /// <summary>Writes the next family.</summary>
    public void WriteNext(ExpositionWriter writer)
    {
        var first = _next;
        var summary = false;
        for (; _next < samples.Count && samples.SameFamily(samples[first], samples[_next]); _next++) summary |= samples[_next].OfSummary;
        if (samples[first].Group == SamplePart.Dropped)
        {
            CutNames += _next - first;
            return;
        }

        var type = TypeOf(samples[first], summary);
        WriteHeader(writer, samples[first], type);
        var (labels, last) = (0, -1);
        for (var i = first; i < _next; i++)
        {
            ref readonly var sample = ref samples[i];
            if (last < 0 || !SameLabels(samples[last], sample)) labels++;
            else if (samples[last].Part == sample.Part)
            {
                CutNames++;
                continue;
            }

            if (labels > MostLabels) CutLabels++;
            else if (summary && !Allowed(writer.Format, sample)) CutNames++;
            else Write(writer, sample);
            last = i;
        }
    }

    public void Dispose() => samples.Dispose();

    private static MetricType TypeOf(in MntrSample sample, bool summary) => sample switch
    {
        { Part: <= SamplePart.Maximum } => MetricType.Gauge,
        _ when summary => MetricType.Summary,
        // Known as a summary, but it came as one bare number.
        { Family: { Type: not MetricType.Summary } family } => family.Type,
        _ => MetricType.Unknown,
    };

    private void WriteHeader(ExpositionWriter writer, in MntrSample sample, MetricType type)
    {
        if (sample.Part == SamplePart.InvalidName)
        {
            writer.Family(ZooKeeperFamilies.OtherKey);
            return;
        }

        var native = names == MetricNames.Native && sample is { Family: not null, Part: > SamplePart.Maximum };
        var (part, help) = sample.Part switch
        {
            SamplePart.Average => ("avg_", "Average since the start: "),
            SamplePart.Minimum => ("min_", "Smallest since the start: "),
            SamplePart.Maximum => ("max_", "Largest since the start: "),
            _ => ("", ""),
        };
        writer.Family(native ? "" : "zk_", part, samples.Text(sample.Base), type, help,
            sample.Family?.Help ?? "Told by this ZooKeeper and not known to this version of the agent.");
    }

    /// <summary>A summary has no bare number, and OpenMetrics has no negative ones in it and no sum that is not one.</summary>
    private bool Allowed(ExpositionFormat format, in MntrSample sample) =>
        sample.OfSummary
        && (format == ExpositionFormat.Text
            || !(samples.Text(sample.Value)[0] == '-' || (sample.Part >= SamplePart.Sum && samples.Text(sample.Value) is "NaN")));

    private void Write(ExpositionWriter writer, in MntrSample sample)
    {
        writer.Sample(sample.Part switch { SamplePart.Sum => "_sum", SamplePart.Count => "_count", _ => "" });
        var label = samples.Text(sample.Label);
        if (sample.LabelIsWritten) writer.Labels(label);
        else if (!label.IsEmpty) writer.Label("key", label);
        if (sample.Part.Quantile() is { } quantile) writer.Label("quantile", quantile);

        writer.Value(samples.Text(sample.Value));
    }

    private bool SameLabels(in MntrSample a, in MntrSample b) =>
        a.LabelIsWritten == b.LabelIsWritten && samples.Text(a.Label).SequenceEqual(samples.Text(b.Label));
}
