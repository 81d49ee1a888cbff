using Xunit;

namespace ZkAgent.ContainerTests.Soak;

/// <summary>How long each of many probes took, and how many of them said no.</summary>
internal sealed class Latencies(string name)
{
    private readonly Lock taking = new();
    private readonly List<TimeSpan> all = [];
    private readonly List<string> refusals = [];

    public IReadOnlyList<string> Refusals => refusals;

    /// <param name="took">How long the probe took.</param>
    /// <param name="refusal">What it said where it said no; null for yes.</param>
    public void Take(TimeSpan took, string? refusal)
    {
        lock (taking)
        {
            all.Add(took);
            if (refusal is not null) refusals.Add(refusal);
        }
    }

    public void Tell()
    {
        all.Sort();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"figure: {name}: {all.Count} probes, {refusals.Count} false negatives, p50 {Quantile(0.5)}, p99 {Quantile(0.99)}, longest {Quantile(1)}");
    }

    private string Quantile(double part) => $"{all[(int)Math.Ceiling(part * all.Count) - 1].TotalMilliseconds:0.0} ms";
}
