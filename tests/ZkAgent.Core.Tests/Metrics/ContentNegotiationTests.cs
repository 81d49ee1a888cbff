using Xunit;
using ZkAgent.Core.Metrics;

namespace ZkAgent.Core.Tests.Metrics;

public sealed class ContentNegotiationTests
{
    [Theory]
    [InlineData("", ExpositionFormat.Text)]
    [InlineData("*/*", ExpositionFormat.Text)]
    [InlineData("text/html", ExpositionFormat.Text)]
    [InlineData("text/plain;version=0.0.4", ExpositionFormat.Text)]
    [InlineData("application/openmetrics-text", ExpositionFormat.OpenMetrics)]
    [InlineData("Application/OpenMetrics-Text; Version=\"1.0.0\"", ExpositionFormat.OpenMetrics)]
    [InlineData("application/openmetrics-text;version=2.0.0", ExpositionFormat.Text)]
    [InlineData("application/openmetrics-text;version=1.0.0;q=0", ExpositionFormat.Text)]
    [InlineData("application/openmetrics-text;q=nonsense, text/plain", ExpositionFormat.Text)]
    [InlineData("application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1", ExpositionFormat.OpenMetrics)]
    [InlineData("application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;version=0.0.4;q=0.5,*/*;q=0.1", ExpositionFormat.OpenMetrics)]
    [InlineData("application/openmetrics-text;q=0.4, text/plain;version=0.0.4;q=0.5", ExpositionFormat.Text)]
    [InlineData("application/openmetrics-text;q=0.4, text/*;q=0.5", ExpositionFormat.Text)]
    [InlineData("text/*;q=0.9, text/plain;q=0.1, application/openmetrics-text;q=0.5", ExpositionFormat.OpenMetrics)]
    [InlineData("application/openmetrics-text;q=0.5, */*", ExpositionFormat.Text)]
    [InlineData(",;=,;;q=,", ExpositionFormat.Text)]
    public void The_format_that_is_liked_best_is_chosen(string accept, ExpositionFormat expected) => Assert.Equal(expected, ContentNegotiation.Choose(accept));
}
