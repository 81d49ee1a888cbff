using System.IO.Pipelines;
using ZkAgent.Core.Health;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Settings;
using ZkAgent.Health;
using ZkAgent.Metrics;

namespace ZkAgent.Http;

/// <summary>Makes the page of metrics from a sample that concurrent requests share.</summary>
/// <param name="names">The metric names of ZooKeeper's numbers.</param>
/// <param name="sampler">Samples ZooKeeper.</param>
/// <param name="agent">The part that the agent knows itself.</param>
internal sealed class MetricsEndpoint(MetricNames names, Sampler sampler, AgentPage agent)
{
    public const string Path = "/metrics";

    private readonly Lock _lock = new();
    private readonly Task<MetricsPage>?[] _running = new Task<MetricsPage>?[ExpositionFormats.Count];

    /// <summary>
    /// Takes the sample and collects the rest. Every part has a deadline: ZooKeeper's sample 2 s, the others a second together.
    /// Concurrent scrapes in the same format get the same page.
    /// </summary>
    public Task<MetricsPage> PageAsync(ExpositionFormat format)
    {
        // Task.Run: no collection under the lock.
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
    /// <summary>In bytes: how much is written before it is sent. The page has some hundred kilobytes and is never in memory as a whole.</summary>
    private const int Piece = 8 * 1024;

    /// <summary>Sends it piece by piece, at the pace of the client.</summary>
    public async Task WriteAsync(PipeWriter client)
    {
        using var page = new ZooKeeperPage(Names, Health);
        using var writer = new ExpositionWriter(client, Format);
        while (page.WriteSome(writer, Piece))
            if ((await client.FlushAsync().ConfigureAwait(false)).IsCompleted) return;
        ExpositionWriter.Copy(Agent.Span, client);
        await client.FlushAsync().ConfigureAwait(false);
    }
}
