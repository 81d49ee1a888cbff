using Xunit;
using ZkAgent.Core.Sasl;

namespace ZkAgent.Core.Tests.Sasl;

public sealed class JaasSectionsTests
{
    private const string Kerberos = """
        /* Client { }; is for another file */
        Server {
          com.sun.security.auth.module.Krb5LoginModule required useKeyTab=true
          keyTab="/k/zk}.keytab" principal="zookeeper/h@R"; // QuorumServer {
          other.Module optional;
        };
        "QuorumLearner" { a.B required; };
        """;

    [Fact]
    public void Names_in_comments_and_in_quotes_are_no_sections() => Assert.Equal(["Server", "QuorumLearner"], JaasSections.Names(Kerberos));

    [Theory]
    [InlineData("")]
    [InlineData("Server { a.B required")]
    [InlineData("// Server { };")]
    [InlineData("/* Server { };")]
    [InlineData("x = \"Server { };")]
    [InlineData("\"Server { };\n")]
    public void What_is_unfinished_is_no_section(string text) => Assert.Empty(JaasSections.Names(text));

    [Fact]
    public void A_missing_section_is_named_with_those_that_are_there()
    {
        Assert.Null(JaasSections.Missing(Kerberos, ["Server"]));
        Assert.Equal("it has no section QuorumServer, and ZooKeeper would end; it has only \"Server\", \"QuorumLearner\"; add it", JaasSections.Missing(Kerberos, ["Server", "QuorumServer", "QuorumLearner"]));
        Assert.Equal("it has no section Server and none QuorumServer, and ZooKeeper would end; it has no section; add them", JaasSections.Missing("", ["Server", "QuorumServer"]));
    }

    [Fact]
    public void Sections_of_members_have_the_names_that_zoo_cfg_gives_them()
    {
        Assert.Equal(["Server"], JaasSections.Needed([], new(Clients: true, Quorum: false)));
        Assert.Equal(["Mine", "QuorumLearner"], JaasSections.Needed([new("quorum.auth.server.saslLoginContext", "Mine")], new(Clients: false, Quorum: true)));
    }
}
