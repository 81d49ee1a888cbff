using Xunit;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Sasl;

namespace ZkAgent.Core.Tests.Sasl;

public sealed class JaasFileTests
{
    [Fact]
    public void The_sections_of_clients_and_members_are_complete()
    {
        var text = JaasFile.Text(new([new("zkagent", "x"), new("app", "secret")], new("quorum", "one"), [new("quorum2", "two")]));

        Assert.Equal("""
            // Written by zkagent at every start, from the users and passwords of its settings.
            Server {
                org.apache.zookeeper.server.auth.DigestLoginModule required
                "user_zkagent"="x"
                "user_app"="secret";
            };
            QuorumServer {
                org.apache.zookeeper.server.auth.DigestLoginModule required
                "user_quorum"="one"
                "user_quorum2"="two";
            };
            QuorumLearner {
                org.apache.zookeeper.server.auth.DigestLoginModule required
                "username"="quorum"
                "password"="one";
            };

            """, text, ignoreLineEndingDifferences: false);
    }

    [Fact]
    public void What_is_off_has_no_section()
    {
        Assert.Equal(["Server"], JaasSections.Names(JaasFile.Text(new([new("a", "b")], null, []))));
        Assert.Equal(["QuorumServer", "QuorumLearner"], JaasSections.Names(JaasFile.Text(new(null, new("a", "b"), []))));
    }

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("a\\b", "\"a\\\\b\"")]
    [InlineData("a\"b", "\"a\\\"b\"")]
    [InlineData("a\tb", "\"a\\tb\"")]
    [InlineData(" {};#//,='$ü€", "\" {};#//,='$ü€\"")]
    [InlineData("${x}", "\"${zkagent.dollar}{x}\"")]
    [InlineData("$${", "\"$${zkagent.dollar}{\"")]
    [InlineData("$\\{", "\"$\\\\{\"")]
    public void A_value_is_quoted_so_that_Java_reads_it_as_it_is(string value, string quoted) => Assert.Equal(quoted, JaasFile.Quote(value));

    [Fact]
    public void The_file_is_for_the_server_alone() =>
        Assert.Equal(RenderedFile.Private, JaasFile.Render(Given.Three.With("ZK_RUN_DIR", "/run/zk").Works.Settings!.Directories, new([], null, [])) is { Path: "/run/zk/jaas.conf" } file ? file.Mode : default);

    [Fact]
    public void A_user_never_shows_its_password() => Assert.DoesNotContain("secret", new JaasUsers([new("app", "secret")], new("quorum", "secret"), [new("quorum2", "secret")]) { Shell = new("app", "secret") }.ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_client_in_the_container_has_a_section_of_its_own() => Assert.Equal("""
        // Written by zkagent at every start, from the users and passwords of its settings.
        Server {
            org.apache.zookeeper.server.auth.DigestLoginModule required
            "user_app"="secret";
        };
        Client {
            org.apache.zookeeper.server.auth.DigestLoginModule required
            "username"="app"
            "password"="secret";
        };

        """, JaasFile.Text(new([new("app", "secret")], null, []) { Shell = new("app", "secret") }), ignoreLineEndingDifferences: false);
}
