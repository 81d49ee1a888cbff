using Xunit;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Settings;

public sealed class SecurityReaderTests
{
    [Fact]
    public void Everything_is_off_by_default()
    {
        Assert.Equal(default, Given.Three.Works.Settings!.Security.Phases);
        Assert.Null(Given.Three.Key("fips-mode"));
        Assert.Null(Given.Three.Key("ssl.enabledProtocols"));
    }

    [Fact]
    public void Steps_are_read_in_any_case() =>
        Assert.Equal(new SecurityPhases(ClientTlsPhase.Only, QuorumTlsPhase.Prefer, QuorumSaslPhase.Learner, ClientSaslPhase.Require),
            Given.Three.With("ZK_CLIENT_TLS", "only").With("ZK_QUORUM_TLS", "Prefer").With("ZK_QUORUM_SASL", "LEARNER").With("ZK_CLIENT_SASL", "require").Works.Settings!.Security.Phases);

    [Theory]
    [InlineData("ZK_QUORUM_TLS", "yes", "cannot use ZK_QUORUM_TLS=yes: expected one of off, accept, prefer, require")]
    [InlineData("ZK_CLIENT_TLS", "require", "cannot use ZK_CLIENT_TLS=require: expected one of off, also, only")]
    [InlineData("ZK_CLIENT_TLS_AUTH", "maybe", "cannot use ZK_CLIENT_TLS_AUTH=maybe: expected one of need, want, none")]
    [InlineData("ZK_CLIENT_TLS_PROTOCOLS", "TLSv1.4", "cannot use ZK_CLIENT_TLS_PROTOCOLS=TLSv1.4: expected one or both of TLSv1.2, TLSv1.3: with another word ZooKeeper closes each connection, and older versions are not safe")]
    [InlineData("ZK_CLIENT_TLS_KEY_STORE", "/s/key.jks", "cannot use ZK_CLIENT_TLS_KEY_STORE=/s/key.jks: expected ZK_CLIENT_TLS_TRUST_STORE as well: a store together with PEM files is not supported; give both stores, or ZK_CLIENT_TLS_DIR alone")]
    [InlineData("ZK_QUORUM_TLS_KEY_STORE_PASSWORD_FILE", "/s/pw", "cannot use ZK_QUORUM_TLS_KEY_STORE_PASSWORD_FILE=/s/pw: expected ZK_QUORUM_TLS_KEY_STORE as well, whose password it is; set that, or remove this")]
    [InlineData("ZK_QUORUM_SASL_SECOND_USER", "new", "cannot use ZK_QUORUM_SASL_SECOND_USER=new: expected ZK_QUORUM_SASL_SECOND_PASSWORD_FILE as well; set both, or neither")]
    [InlineData("ZK_CLIENT_SASL_ROOT_ACL", "users", "cannot use ZK_CLIENT_SASL_ROOT_ACL=users: expected open without ZK_CLIENT_SASL: there are no users; set that, or remove this")]
    [InlineData("ZK_CLIENT_SASL_USERS_DIR", "users", "cannot use ZK_CLIENT_SASL_USERS_DIR=users: expected an absolute path, such as /users")]
    public void What_cannot_work_is_refused_by_name(string variable, string value, string problem) =>
        Assert.Equal(problem, Given.Three.With(variable, value).Problem);

    [Fact]
    public void An_open_plaintext_port_contradicts_TLS_only()
    {
        Assert.Equal("cannot use ZK_CLIENT_PORT_ADDRESS=0.0.0.0: expected 127.0.0.1 or nothing with ZK_CLIENT_TLS=only, which leaves the plaintext port to the agent; remove it, or set ZK_CLIENT_TLS=also",
            Given.Three.With("ZK_CLIENT_TLS", "only").With("ZK_CLIENT_PORT_ADDRESS", "0.0.0.0").Problem);
        Assert.Equal("127.0.0.1", Given.Three.With("ZK_CLIENT_TLS", "only").With("ZK_CLIENT_PORT_ADDRESS", "127.0.0.1").Key("clientPortAddress"));
    }

    [Fact]
    public void A_word_of_a_list_is_named_with_its_key() => Assert.StartsWith(
        "cannot use ZOO_CFG_EXTRA=clientPortAddress=0.0.0.0: expected 127.0.0.1 or nothing with ZK_CLIENT_TLS=only",
        Given.Three.With("ZK_CLIENT_TLS", "only").With("ZOO_CFG_EXTRA", "clientPortAddress=0.0.0.0").Problem, StringComparison.Ordinal);

    [Fact]
    public void A_list_that_opens_the_plaintext_port_contradicts_TLS_only() => Assert.Contains(
        "cannot use ZK_SERVERS=server.2=…;0.0.0.0:2181: expected no address but 127.0.0.1 before the client port with ZK_CLIENT_TLS=only, which leaves the plaintext port to the agent; remove 0.0.0.0: from the list, or set ZK_CLIENT_TLS=also",
        new Given(("ZK_SERVERS", "server.1=zk-0.x:2888:3888;2181 server.2=zk-1.x:2888:3888;0.0.0.0:2181"), ("ZK_MYID", "1"), ("ZK_CLIENT_TLS", "only")).Plan.Problems.Select(p => p.ToString()));

    [Fact]
    public void The_root_for_users_contradicts_ACLs_that_are_not_checked()
    {
        var given = Given.Three.With("ZK_CLIENT_SASL", "allow").With("ZK_CFG_skipACL", "yes");
        Assert.Contains("ZK_CFG_skipACL: skipACL=yes lets every client read and change every node, whatever its ACL says", given.Works.Warnings);
        Assert.Equal("cannot use ZK_CFG_skipACL=yes: expected no with ZK_CLIENT_SASL_ROOT_ACL=users: with it no ACL is checked, and the root is open to every client; remove one of them",
            given.With("ZK_CLIENT_SASL_ROOT_ACL", "users").Problem);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("1")]
    [InlineData("YES")]
    public void A_word_that_never_opened_anything_does_not_open_it_now(string word)
    {
        var given = Given.Three.With("ZK_CFG_skipACL", word);
        Assert.Equal("no", given.Key("skipACL"));
        Assert.Equal($"ZK_CFG_skipACL: skipACL={word} does nothing: ZooKeeper knows the word yes only, so ACLs are checked as before; remove it", Assert.Single(given.Works.Warnings));
    }

    [Fact]
    public void The_port_for_TLS_needs_a_number_of_its_own() => Assert.Equal("cannot use ZK_CLIENT_TLS_PORT=2181: expected a port of its own: ZK_CLIENT_PORT has the same",
        Given.Three.With("ZK_CLIENT_TLS", "also").With("ZK_CLIENT_TLS_PORT", "2181").Problem);

    [Fact]
    public void A_JAAS_file_among_the_JVM_flags_contradicts_the_agents_own() =>
        Assert.Equal("cannot use SERVER_JVMFLAGS -Djava.security.auth.login.config=/k/jaas.conf: expected no such flag with ZK_QUORUM_SASL, which names a JAAS file too; for your own file set ZK_JAAS_FILE and remove the flag",
            Given.Three.With("ZK_QUORUM_SASL", "offer").With("SERVER_JVMFLAGS", "-Djava.security.auth.login.config=/k/jaas.conf").Problem);

    [Fact]
    public void Users_in_addition_to_a_JAAS_file_of_ones_own_are_refused() =>
        Assert.Equal("cannot use ZK_QUORUM_SASL_PASSWORD_FILE=/p: expected nothing with ZK_JAAS_FILE, whose file has the users; remove one of them",
            Given.Three.With("ZK_QUORUM_SASL", "offer").With("ZK_JAAS_FILE", "/k/jaas.conf").With("ZK_QUORUM_SASL_PASSWORD_FILE", "/p").Problem);

    [Fact]
    public void Stores_and_a_directory_are_one_too_many() =>
        Assert.Equal("cannot use ZK_QUORUM_TLS_KEY_STORE=/s/key.jks: expected either the stores or ZK_QUORUM_TLS_DIR, not both; remove one of them",
            Given.Three.With("ZK_QUORUM_TLS", "require").With("ZK_QUORUM_TLS_DIR", "/t").With("ZK_QUORUM_TLS_KEY_STORE", "/s/key.jks").With("ZK_QUORUM_TLS_TRUST_STORE", "/s/trust.jks").Problem);

    [Fact]
    public void What_belongs_to_something_that_is_off_is_warned_of() =>
        Assert.Contains("ZK_CLIENT_TLS_DIR has no effect while ZK_CLIENT_TLS is off", Given.Three.With("ZK_CLIENT_TLS_DIR", "/t").Works.Warnings);
}
