using Xunit;
using ZkAgent.Core.Settings;
using ZkAgent.Protocol;

namespace ZkAgent.Tests.Protocol;

public sealed class AgentLoginTests
{
    [Theory]
    [InlineData(ClientSaslPhase.Off, "pw", true, false)]
    [InlineData(ClientSaslPhase.Allow, "pw", true, true)]
    [InlineData(ClientSaslPhase.Require, "pw", true, true)]
    [InlineData(ClientSaslPhase.Allow, null, true, false)]
    [InlineData(ClientSaslPhase.Allow, "pw", false, false)]
    public void A_session_authenticates_where_it_can(ClientSaslPhase phase, string? password, bool hasOpenSsl, bool authenticates)
    {
        var login = AgentLogin.Of(phase, password, hasOpenSsl);
        Assert.Equal((authenticates, null), (login.Login is not null, login.LeftOut));
    }

    [Theory]
    [InlineData(null, true, "with ZK_JAAS_FILE the agent has no user to authenticate as, and ZK_CLIENT_SASL is require")]
    [InlineData("pw", false, "a session authenticates with a digest, for which libssl is missing in the image, and ZK_CLIENT_SASL is require; install libssl3")]
    public void Where_it_must_and_cannot_it_is_left_out_with_a_sentence(string? password, bool hasOpenSsl, string sentence) =>
        Assert.Equal(new(null, sentence), AgentLogin.Of(ClientSaslPhase.Require, password, hasOpenSsl));
}
