using Xunit;
using ZkAgent.Core.Sasl;

namespace ZkAgent.Core.Tests.Sasl;

public sealed class JaasOptionTests
{
    private static readonly string s_written = JaasFile.Text(new([new("app", "p\"q;}{"), new(SaslUser.Agent, "0123abcd")], new("quorum", "between"), [new(SaslUser.Agent, "of members")]));

    [Theory]
    [InlineData(JaasFile.ServerSection, "user_zkagent", "0123abcd")]
    [InlineData(JaasFile.ServerSection, "user_app", "p\"q;}{")]
    [InlineData(JaasFile.QuorumServerSection, "user_zkagent", "of members")]
    [InlineData(JaasFile.QuorumLearnerSection, "username", "quorum")]
    public void An_option_of_the_agents_own_file_is_read_back(string section, string key, string value) =>
        Assert.Equal(value, JaasOption.Find(s_written, section, key));

    [Theory]
    [InlineData(JaasFile.ClientSection, "username")]
    [InlineData(JaasFile.ServerSection, "user_absent")]
    [InlineData(JaasFile.QuorumLearnerSection, "user_zkagent")]
    public void What_is_not_there_is_not_found(string section, string key) => Assert.Null(JaasOption.Find(s_written, section, key));

    [Theory]
    [InlineData("")]
    [InlineData("Server { a.Module required user_zkagent")]
    [InlineData("Server { a.Module required user_zkagent=")]
    // A value that looks like the key, and a section behind one without an end.
    [InlineData("Server { a.Module required user_app=\"user_zkagent\"; };")]
    [InlineData("// Server { user_zkagent=x }")]
    public void A_file_that_is_cut_or_has_no_such_user_has_none(string text) => Assert.Null(JaasOption.Find(text, JaasFile.ServerSection, "user_zkagent"));
}
