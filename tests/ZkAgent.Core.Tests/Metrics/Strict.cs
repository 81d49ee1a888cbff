using System.Globalization;
using System.Text;
using Xunit;
using ZkAgent.Core.Metrics;

namespace ZkAgent.Core.Tests.Metrics;

/// <summary>One family of a page that was read strictly.</summary>
internal sealed record StrictFamily(string Name, string Type, string Help, IReadOnlyList<StrictSample> Samples);

/// <summary>One sample: its name, its labels in the order of the page, its value's text.</summary>
internal sealed record StrictSample(string Name, IReadOnlyList<(string Name, string Value)> Labels, string Value)
{
    public string? this[string label] => Labels.Where(l => l.Name == label).Select(l => l.Value).SingleOrDefault();

    public double Number => Value switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        "NaN" => double.NaN,
        _ => double.Parse(Value, NumberStyles.Float, CultureInfo.InvariantCulture),
    };
}

/// <summary>Reads an exposition and accepts nothing that either format's text forbids. Written from the formats' descriptions, and knows nothing of the writer.</summary>
internal sealed class Strict
{
    private readonly bool _open;
    private readonly List<StrictFamily> _families = [];

    private Strict(ExpositionFormat format) => _open = format == ExpositionFormat.OpenMetrics;

    public static IReadOnlyList<StrictFamily> Read(string page, ExpositionFormat format)
    {
        var strict = new Strict(format);
        Assert.EndsWith("\n", page, StringComparison.Ordinal);
        Assert.Equal(page, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(page)));
        var lines = page[..^1].Split('\n');
        if (strict._open)
        {
            Assert.Equal("# EOF", lines[^1]);
            lines = lines[..^1];
        }

        for (var at = 0; at < lines.Length;) at = strict.ReadFamily(lines, at);
        strict.CheckNames();
        return strict._families;
    }

    private int ReadFamily(string[] lines, int at)
    {
        var help = lines[at].Split(' ', 4);
        Assert.True(help is ["#", "HELP", _, { Length: > 0 }], $"expected HELP: {lines[at]}");
        CheckEscapes(help[3], _open ? "\\\"n" : "\\n");
        Assert.True(at + 1 < lines.Length, $"{help[2]} has no TYPE");
        var type = lines[at + 1].Split(' ');
        Assert.True(type is ["#", "TYPE", _, "gauge" or "counter" or "summary" or "histogram" or "untyped" or "unknown"] && type[2] == help[2], $"expected TYPE of {help[2]}: {lines[at + 1]}");
        Assert.NotEqual(_open ? "untyped" : "unknown", type[3]);
        Assert.Matches("^[a-zA-Z_:][a-zA-Z0-9_:]*$", type[2]);

        var samples = new List<StrictSample>();
        for (at += 2; at < lines.Length && !lines[at].StartsWith('#'); at++) samples.Add(ReadSample(lines[at]));
        var family = new StrictFamily(type[2], type[3], help[3], samples);
        CheckSamples(family);
        _families.Add(family);
        return at;
    }

    private static StrictSample ReadSample(string line)
    {
        var at = 0;
        while (at < line.Length && line[at] is not ('{' or ' ')) at++;
        var name = line[..at];
        Assert.Matches("^[a-zA-Z_:][a-zA-Z0-9_:]*$", name);
        var labels = new List<(string, string)>();
        if (at < line.Length && line[at] == '{')
        {
            at++;
            while (true)
            {
                var equals = line.IndexOf("=\"", at, StringComparison.Ordinal);
                Assert.True(equals > at, $"expected a label: {line}");
                var label = line[at..equals];
                Assert.Matches("^[a-zA-Z_][a-zA-Z0-9_]*$", label);
                Assert.False(label.StartsWith("__", StringComparison.Ordinal), line);
                var value = new StringBuilder();
                for (at = equals + 2; line[at] != '"'; at++)
                {
                    if (line[at] == '\\') Assert.Contains(line[++at], "\\\"n");
                    value.Append(line[at]);
                }

                labels.Add((label, value.ToString()));
                if (line[++at] == '}') break;
                Assert.Equal(',', line[at++]);
            }

            at++;
        }

        Assert.Equal(' ', line[at]);
        var sample = new StrictSample(name, labels, line[(at + 1)..]);
        Assert.Matches("^([+-]Inf|NaN|-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?)$", sample.Value);
        Assert.Equal(labels.Count, labels.Select(l => l.Item1).Distinct().Count());
        return sample;
    }

    private void CheckSamples(StrictFamily family)
    {
        if (family.Type == "histogram") CheckBuckets(family);
        var seen = new HashSet<string>();
        var closed = new HashSet<string>();
        string? metric = null;
        foreach (var sample in family.Samples)
        {
            var suffix = sample.Name.StartsWith(family.Name, StringComparison.Ordinal) ? sample.Name[family.Name.Length..] : "another name";
            var allowed = (family.Type, suffix) switch
            {
                ("summary", "") => sample["quantile"] is not null,
                ("summary", "_sum" or "_count") => sample["quantile"] is null,
                ("histogram", "_bucket") => sample["le"] is not null,
                ("histogram", "_sum" or "_count") => sample["le"] is null,
                ("counter", "_total") => _open,
                ("counter", "") => !_open,
                (_, "") => true,
                _ => false,
            };
            Assert.True(allowed, $"{sample.Name} in the {family.Type} {family.Name}");
            if (_open && family.Type is "counter" or "summary" or "histogram" && _open) Assert.False(sample.Number < 0, $"{sample.Name} is {sample.Value}");
            if (_open && suffix is "_sum" or "_count" or "_total" && _open) Assert.True(double.IsFinite(sample.Number), $"{sample.Name} is {sample.Value}");
            // An empty label is the same as none.
            var labels = string.Join(",", sample.Labels.Where(l => l.Value.Length > 0).OrderBy(l => l.Name, StringComparer.Ordinal).Select(l => $"{l.Name}={l.Value.Length}:{l.Value}"));
            Assert.True(seen.Add($"{sample.Name} {labels}"), $"{sample.Name}{{{labels}}} stands twice");

            // The samples of one metric, which is a set of labels, stand together.
            var own = string.Join(",", sample.Labels.Where(l => !IsPart(family.Type, l.Name)).Select(l => $"{l.Name}={l.Value}"));
            if (own == metric) continue;
            Assert.True(closed.Add(own), $"samples of {family.Name}{{{own}}} do not stand together");
            metric = own;
        }
    }

    private static bool IsPart(string type, string label) => (type, label) is ("summary", "quantile") or ("histogram", "le");

    /// <summary>Bounds rise up to infinity, and so do the counts, up to the count of all.</summary>
    private void CheckBuckets(StrictFamily family)
    {
        foreach (var histogram in family.Samples.GroupBy(s => string.Join(",", s.Labels.Where(l => l.Name != "le").Select(l => $"{l.Name}={l.Value}"))))
        {
            var buckets = histogram.Where(s => s.Name.EndsWith("_bucket", StringComparison.Ordinal)).ToList();
            var bounds = buckets.Select(b => new StrictSample("", [], b["le"]!).Number).ToList();
            Assert.Equal(bounds.Order().Distinct(), bounds);
            Assert.Equal(double.PositiveInfinity, bounds[^1]);
            Assert.Equal(buckets.Select(b => b.Number).Order(), buckets.Select(b => b.Number));
            Assert.Equal(buckets[^1].Number, Assert.Single(histogram, s => s.Name.EndsWith("_count", StringComparison.Ordinal)).Number);
            Assert.Single(histogram, s => s.Name.EndsWith("_sum", StringComparison.Ordinal));
            // The canonical spelling of OpenMetrics.
            if (_open) Assert.All(buckets, b => Assert.Matches("[.]|[+]Inf", b["le"]!));
        }
    }

    /// <summary>No family stands twice, and none is called as a sample of another is.</summary>
    private void CheckNames()
    {
        var names = new HashSet<string>();
        foreach (var family in _families)
        {
            string[] taken = family.Type switch
            {
                "summary" => [family.Name, family.Name + "_sum", family.Name + "_count", .. _open ? [family.Name + "_created"] : Array.Empty<string>()],
                "histogram" => [family.Name, family.Name + "_sum", family.Name + "_count", family.Name + "_bucket", .. _open ? [family.Name + "_created"] : Array.Empty<string>()],
                "counter" when _open => [family.Name, family.Name + "_total", family.Name + "_created"],
                _ => [family.Name],
            };
            foreach (var name in taken) Assert.True(names.Add(name), $"{name} is taken twice, by {family.Name} at last");
        }
    }

    private static void CheckEscapes(string text, string allowed)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\') Assert.Contains(text[++at], allowed);
            else if (allowed.Contains('"', StringComparison.Ordinal)) Assert.NotEqual('"', text[at]);
        }
    }
}
