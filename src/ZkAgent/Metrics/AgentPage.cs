using System.Runtime.ExceptionServices;
using ExpositionFormat = ZkAgent.Core.Metrics.ExpositionFormat;

namespace ZkAgent.Metrics;

/// <summary>The agent's part of the page of metrics, collected by prometheus-net.</summary>
internal sealed class AgentPage : IDisposable
{
    /// <summary>About a third more than the page of a member has.</summary>
    private const int Usual = 16 * 1024;

    private readonly MetricsRegistry _registry;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private Scrape? _scrape;
    private ExceptionDispatchInfo? _trouble;

    /// <param name="registry">What is collected.</param>
    /// <param name="sources">The sources that update it before each page.</param>
    public AgentPage(MetricsRegistry registry, IEnumerable<IMetricsSource> sources)
    {
        _registry = registry;
        foreach (var source in sources) registry.Collectors.AddBeforeCollectCallback(_ => UpdateAsync(source));
    }

    /// <summary>Brings all figures up to date and writes them; in OpenMetrics with the end of the exposition, so nothing may follow.</summary>
    /// <remarks>Values are set before they are read, so two formats asked for at once are collected one after the other.</remarks>
    /// <exception cref="Exception">An exception of a source: out-of-date values are not shown.</exception>
    public async Task<ReadOnlyMemory<byte>> CollectAsync(Scrape scrape, ExpositionFormat format)
    {
        await _oneAtATime.WaitAsync().ConfigureAwait(false);
        try
        {
            (_scrape, _trouble) = (scrape, null);
            using var page = new MemoryStream(Usual);
            await _registry.Collectors.CollectAndExportAsTextAsync(
                page, format == ExpositionFormat.OpenMetrics ? Prometheus.ExpositionFormat.OpenMetricsText : Prometheus.ExpositionFormat.PrometheusText).ConfigureAwait(false);
            _trouble?.Throw();
            return page.GetBuffer().AsMemory(0, (int)page.Length);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task UpdateAsync(IMetricsSource source)
    {
        try
        {
            await source.CollectAsync(_scrape!).ConfigureAwait(false);
        }
        catch (Exception trouble)
        {
            // prometheus-net would drop the exception and show the last values.
            _trouble = ExceptionDispatchInfo.Capture(trouble);
        }
    }
}
