using Xunit;
using ZkAgent.Core.Discovery;

namespace ZkAgent.Core.Tests.Discovery;

public sealed class PodNameTests
{
    [Theory]
    [InlineData("zk-0", "zk", 0)]
    [InlineData("my-zk-12", "my-zk", 12)]
    [InlineData("a-2147483647", "a", 2147483647)]
    [InlineData("zk-1.zk-hs.default", "zk", 1)]
    [InlineData("1-2", "1", 2)]
    public void A_name_is_the_sets_and_an_ordinal(string host, string set, int ordinal) => Assert.Equal(new PodName(set, ordinal), PodName.Parse(host));

    [Theory]
    [InlineData("")]
    [InlineData("zk")]
    [InlineData("-1")]
    [InlineData("zk-")]
    [InlineData("zk-007")]
    [InlineData("zk-2147483648")]
    [InlineData("zk-+1")]
    [InlineData("zk- 1")]
    [InlineData("zk-1 ")]
    [InlineData("zk-٣")]
    public void Anything_else_is_no_pod_of_a_stateful_set(string host) => Assert.Null(PodName.Parse(host));
}
