using ZkAgent.Core.Health;

namespace ZkAgent.Metrics;

/// <summary>One chapter's figures that are brought up to date when a page is asked for.</summary>
internal interface IMetricsSource
{
    /// <summary>Sets the series of this source, and hides those whose value is not known. One page at a time is collected. Everything in it must have a deadline.</summary>
    Task CollectAsync(Scrape scrape);
}

/// <summary>The moment that a page tells of.</summary>
/// <param name="Health">The health as of a look of this moment.</param>
/// <param name="Asked">When the page was asked for.</param>
internal sealed record Scrape(HealthSnapshot Health, DateTimeOffset Asked);
