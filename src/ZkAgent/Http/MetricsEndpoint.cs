using System.Buffers;
using System.IO.Pipelines;
using ZkAgent.Core.Health;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Settings;
using ZkAgent.Health;
using ZkAgent.Metrics;

namespace ZkAgent.Http;

/// <summary>Makes the page of metrics from a look that is shared with everybody else who asks.</summary>
/// <param name="names">What ZooKeeper's numbers are called.</param>
/// <param name="sampler">Looks at ZooKeeper.</param>
/// <param name="agent">The part that the agent knows itself.</param>
internal sealed class MetricsEndpoint(MetricNames names, Sampler sampler, AgentPage agent)
{
    public const string Path = "/metrics";

    private readonly Lock _lock = new();
    private readonly Task<MetricsPage>?[] _running = new Task<MetricsPage>?[ExpositionFormats.Count];

    /// <summary>
    /// Takes the look and collects the rest. Everything in it has a deadline of its own: ZooKeeper's look 2 s, the others a second together.
    /// Scrapes that come meanwhile in the same format get the same page.
    /// </summary>
    public Task<MetricsPage> PageAsync(ExpositionFormat format)
    {
        // Task.Run: nothing is to be collected under the lock.
        lock (_lock) return _running[(int)format] ??= Task.Run(() => TakeAsync(format));
    }

    private async Task<MetricsPage> TakeAsync(ExpositionFormat format)
    {
        try
        {
            var health = await sampler.SampleAsync(ProbePaths.SharedSampleAge).ConfigureAwait(false);
            return new(names, format, health, await agent.CollectAsync(new(health, sampler.Now), format).ConfigureAwait(false));
        }
        finally
        {
            lock (_lock) _running[(int)format] = null;
        }
    }
}

/// <summary>One page: ZooKeeper's numbers, which are written for each client, and the agent's, which are collected already.</summary>
internal sealed record MetricsPage(MetricNames Names, ExpositionFormat Format, HealthSnapshot Health, ReadOnlyMemory<byte> Agent)
{
    /// <summary>How much is written before the client gets it: the page is some hundred kilobytes, and nobody holds it whole.</summary>
    private const int Piece = 8 * 1024;

    /// <summary>Sends it piece by piece, at the pace of the client.</summary>
    public async Task WriteAsync(PipeWriter client)
    {
        using var page = new ZooKeeperPage(Names, Health);
        using var writer = new ExpositionWriter(client, Format);
        while (page.WriteSome(writer, Piece))
            if ((await client.FlushAsync().ConfigureAwait(false)).IsCompleted) return;
        client.Write(Agent.Span);
        await client.FlushAsync().ConfigureAwait(false);
    }
}
