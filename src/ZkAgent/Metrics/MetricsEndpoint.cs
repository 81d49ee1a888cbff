using System.IO.Pipelines;
using ZkAgent.Core.Health;
using ZkAgent.Core.Metrics;
using ZkAgent.Health;

namespace ZkAgent.Metrics;

/// <summary>Makes the page of metrics for whoever asks, from a look that is shared with everybody else who asks.</summary>
/// <param name="names">What ZooKeeper's numbers are called.</param>
/// <param name="sampler">Looks at ZooKeeper.</param>
/// <param name="gather">What the agent knows beside health.</param>
internal sealed class MetricsEndpoint(MetricNames names, Sampler sampler, Func<HealthReading, DateTimeOffset, Task<AgentFigures>> gather)
{
    public const string Path = "/metrics";

    /// <summary>How much is written before the client gets it: the page is some hundred kilobytes, and nobody holds it whole.</summary>
    private const int Piece = 8 * 1024;

    /// <summary>Takes the look and gathers the rest. Everything in it has a deadline of its own: ZooKeeper's look 2 s, the disk's a fraction of one.</summary>
    public async Task<MetricsPage> PageAsync()
    {
        var health = await sampler.LookAsync(Http.ProbePaths.SharedLookAge).ConfigureAwait(false);
        var asked = sampler.Now;
        return new MetricsPage(names, health, await gather(health, asked).ConfigureAwait(false), asked);
    }

    /// <summary>Sends the page piece by piece, at the pace of the client.</summary>
    public static async Task WriteAsync(MetricsPage page, ExpositionFormat format, PipeWriter client)
    {
        using var writer = new ExpositionWriter(client, format);
        while (page.WriteSome(writer, Piece))
        {
            writer.HandOn();
            if ((await client.FlushAsync().ConfigureAwait(false)).IsCompleted) return;
        }
    }
}
