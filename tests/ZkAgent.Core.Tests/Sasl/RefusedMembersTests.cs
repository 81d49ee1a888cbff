using Xunit;
using ZkAgent.Core.Sasl;

namespace ZkAgent.Core.Tests.Sasl;

public sealed class RefusedMembersTests
{
    private const string Refusal = "Exception while connecting, id: 1, addr: x, closing learner connection\njavax.security.sasl.SaslException: Authentication failed against server addr: zk-1.zk-hs.default.svc.cluster.local/10.0.0.2:3888\n\tat org.apache.zookeeper\n";

    [Fact]
    public void A_member_that_refused_is_named_once() => Assert.Equal(
        "zk-1 refuses this member's user or password; see that ZK_QUORUM_SASL_USER and ZK_QUORUM_SASL_PASSWORD_FILE are those of the other members",
        RefusedMembers.Reason(Refusal + Refusal));

    [Fact]
    public void Several_are_named_in_order() =>
        Assert.StartsWith("zk-0 and zk-1 refuse this member's user or password; ", RefusedMembers.Reason(Refusal + Refusal.Replace("zk-1", "zk-0", StringComparison.Ordinal)), StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Cannot open channel to 1 at election address zk-0/10.0.0.1:3888\njava.net.ConnectException: Connection refused\n")]
    [InlineData("Authentication failed against server addr: ")]
    public void Other_warnings_are_no_refusal(string? warnings) => Assert.Null(RefusedMembers.Reason(warnings));
}
