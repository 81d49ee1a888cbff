using Xunit;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Settings;

public sealed class MetricNamesTests
{
    [Theory]
    [InlineData("zk", MetricNames.Zk)]
    [InlineData("native", MetricNames.Native)]
    [InlineData("Native", MetricNames.Native)]
    [InlineData("", null)]
    [InlineData("prometheus", null)]
    public void The_words_stand_for_the_names_in_whatever_case(string word, MetricNames? names) => Assert.Equal(names, MetricNamesWords.Parse(word));
}
