using Xunit;
using ZkAgent.Sasl;

namespace ZkAgent.Tests.Sasl;

/// <summary>A command authenticates as the agent that wrote ZooKeeper's JAAS file.</summary>
public sealed class RunningAgentLoginTests
{
    [Fact]
    public void The_password_is_the_one_that_ZooKeeper_was_started_with()
    {
        using var given = new GivenSasl();
        var agent = new SaslUsers(given.Settings);
        agent.Write(agent.Read());

        var login = RunningAgentLogin.Read(given.Settings);

        Assert.Null(login.LeftOut);
        Assert.NotNull(login.Login);
    }

    [Theory]
    [InlineData(null, "Could not find ")]
    [InlineData("Server { a.Module required user_app=\"x\"; };", "it has no user zkagent")]
    public void Where_it_cannot_be_read_one_sentence_says_so(string? text, string why)
    {
        using var given = new GivenSasl();
        if (text is not null) given.Root.Write("run/jaas.conf", text);

        var login = RunningAgentLogin.Read(given.Settings);

        Assert.Null(login.Login);
        Assert.StartsWith($"the password of zkagent in {given.JaasPath} cannot be read ({why}", login.LeftOut, StringComparison.Ordinal);
        Assert.EndsWith("and ZK_CLIENT_SASL is require; run the command in the container of the agent and as its user", login.LeftOut, StringComparison.Ordinal);
    }

    [Fact]
    public void Below_require_a_session_needs_no_user()
    {
        using var given = new GivenSasl(("ZK_CLIENT_SASL", "allow"));
        Assert.Equal(new(null, null), RunningAgentLogin.Read(given.Settings));
    }

    [Fact]
    public void With_a_file_of_the_operators_own_the_agent_has_no_user()
    {
        using var given = new GivenSasl(("ZK_JAAS_FILE", "/etc/jaas.conf"), ("ZK_CLIENT_SASL_USERS_DIR", ""), ("ZK_QUORUM_SASL_PASSWORD_FILE", ""));
        Assert.StartsWith("with ZK_JAAS_FILE the agent has no user", RunningAgentLogin.Read(given.Settings).LeftOut, StringComparison.Ordinal);
    }
}
