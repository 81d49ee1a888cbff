using Xunit;
using ZkAgent.Core.Families;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Tests.Peers;

public sealed class PeerWordsTests
{
    [Theory]
    [InlineData(426, "envoy", "is behind a proxy (envoy): a proxy answered 426 in its agent's place; exclude port 9141 from the mesh")]
    [InlineData(503, null, "is behind a proxy: a proxy answered 503 in its agent's place; exclude port 9141 from the mesh")]
    [InlineData(404, "istio-envoy", "is behind a proxy (istio-envoy): a proxy answered 404 in its agent's place; exclude port 9141 from the mesh")]
    [InlineData(302, null, "is behind a proxy: a proxy answered 302 in its agent's place; exclude port 9141 from the mesh")]
    public void A_status_that_no_agent_answers_is_a_proxys(int status, string? server, string words) =>
        Assert.Equal(words, PeerWords.Proxy(new(status, "whatever") { Server = server }, 9141));

    [Theory]
    [InlineData(0, null)]
    [InlineData(200, null)]
    [InlineData(200, "envoy")]
    [InlineData(404, null)]
    public void What_an_agent_may_have_answered_is_not(int status, string? server) =>
        Assert.Null(PeerWords.Proxy(new(status, "") { Server = server }, 9141));

    [Fact]
    public void A_silent_agent_next_to_a_ZooKeeper_that_answers_may_be_cut_off_by_a_NetworkPolicy() => Assert.Equal(
        "did not answer within 2 s on port 9141, but its port 3888 answers: a NetworkPolicy may block 9141; open TCP port 9141 between the members",
        PeerWords.Blocked(AgentAnswer.None("did not answer within 2 s") with { Dropped = true }, 9141, 3888));

    [Fact]
    public void Under_Bitnamis_chart_the_value_that_opens_the_port_is_named() => Assert.EndsWith(
        "open TCP port 9141 between the members (with Bitnami's chart by metrics.enabled=true)",
        PeerWords.Blocked(AgentAnswer.None("did not answer within 2 s") with { Dropped = true }, 9141, 3888, ImageFamily.Of("/run.sh").AgentPortOpener), StringComparison.Ordinal);

    [Fact]
    public void Another_image_has_no_such_value() => Assert.Null(ImageFamily.Of("/docker-entrypoint.sh").AgentPortOpener);
}
