using ZkAgent.Core.Health;

namespace ZkAgent.Metrics;

/// <summary>The metrics of one subject, updated when a page is requested.</summary>
internal interface IMetricsSource
{
    /// <summary>Sets the series of this source, and hides those whose value is unknown. Only one page at a time is collected. Every step must have a deadline.</summary>
    Task CollectAsync(Scrape scrape);
}

/// <summary>The moment that a page describes.</summary>
/// <param name="Health">The health from a sample of this moment.</param>
/// <param name="Asked">When the page was requested.</param>
internal sealed record Scrape(HealthSnapshot Health, DateTimeOffset Asked);
