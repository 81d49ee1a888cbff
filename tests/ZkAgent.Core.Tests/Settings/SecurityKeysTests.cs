using Xunit;

namespace ZkAgent.Core.Tests.Settings;

public sealed class SecurityKeysTests
{
    [Theory]
    [InlineData("accept", "false", "true")]
    [InlineData("prefer", "true", "true")]
    [InlineData("require", "true", "false")]
    public void Each_step_of_TLS_between_members_has_its_two_switches(string step, string tls, string unified)
    {
        var given = Given.Three.With("ZK_QUORUM_TLS", step).With("ZK_RUN_DIR", "/run/zk");

        Assert.Equal(tls, given.Key("sslQuorum"));
        Assert.Equal(unified, given.Key("portUnification"));
        Assert.Equal("need", given.Key("ssl.quorum.clientAuth"));
        Assert.Equal("true", given.Key("sslQuorumReloadCertFiles"));
        Assert.Equal("/run/zk/tls/quorum.pem", given.Key("ssl.quorum.keyStore.location"));
        Assert.Equal("/run/zk/tls/quorum-ca.pem", given.Key("ssl.quorum.trustStore.location"));
        Assert.Equal("PEM", given.Key("ssl.quorum.keyStore.type"));
        Assert.Equal("TLSv1.2,TLSv1.3", given.Key("ssl.quorum.enabledProtocols"));
        Assert.Equal("false", given.Key("ssl.quorum.hostnameVerification"));
    }

    [Theory]
    [InlineData("offer", "false", "false")]
    [InlineData("learner", "true", "false")]
    [InlineData("require", "true", "true")]
    public void Each_step_of_authentication_between_members_has_its_three_switches(string step, string learner, string server)
    {
        var given = Given.Three.With("ZK_QUORUM_SASL", step);

        Assert.Equal("true", given.Key("quorum.auth.enableSasl"));
        Assert.Equal(learner, given.Key("quorum.auth.learnerRequireSasl"));
        Assert.Equal(server, given.Key("quorum.auth.serverRequireSasl"));
        Assert.Equal("false", given.Key("fips-mode"));
    }

    [Theory]
    [InlineData("allow", "false")]
    [InlineData("require", "true")]
    public void Each_step_of_authentication_of_clients_has_its_switch_and_one_ACL_for_all_users(string step, string required)
    {
        var given = Given.Three.With("ZK_CLIENT_SASL", step);

        Assert.Equal(required, given.Key("sessionRequireClientSASLAuth"));
        Assert.Equal("zkagent-users", given.Key("letAnySaslUserDoX"));
        Assert.Equal("Server", given.Key("sasl.serverconfig"));
        Assert.Equal("mine", given.With("ZK_CFG_letAnySaslUserDoX", "mine").Key("letAnySaslUserDoX"));
        Assert.Null(given.With("ZK_JAAS_FILE", "/j").Key("letAnySaslUserDoX"));
    }

    [Theory]
    [InlineData("ZK_CFG_sasl__serverconfig", "Other")]
    [InlineData("ZK_CFG_letAnySaslUserDoX", "mine")]
    public void What_the_agents_users_need_cannot_be_set_otherwise(string name, string value) =>
        Assert.Contains(name, Given.Three.With("ZK_CLIENT_SASL", "require").With("ZK_CLIENT_SASL_ROOT_ACL", "users").With(name, value).Problem, StringComparison.Ordinal);

    [Fact]
    public void TLS_for_clients_adds_a_port_and_only_leaves_the_other_one_to_the_agent()
    {
        var also = Given.Three.With("ZK_CLIENT_TLS", "also");
        Assert.Equal("2281", also.Key("secureClientPort"));
        Assert.Equal("org.apache.zookeeper.server.NettyServerCnxnFactory", also.Key("serverCnxnFactory"));
        Assert.Equal("TLSv1.2,TLSv1.3", also.Key("ssl.enabledProtocols"));
        Assert.Equal("need", also.Key("ssl.clientAuth"));
        // Clients of a CA that is added while ZooKeeper runs are refused without it.
        Assert.Equal("true", also.Key("client.certReload"));
        Assert.Null(also.Key("clientPortAddress"));
        Assert.DoesNotContain(also.Plan.Warnings, w => w.Contains("without TLS", StringComparison.Ordinal));

        var only = Given.Three.With("ZK_CLIENT_TLS", "only");
        Assert.Equal("127.0.0.1", only.Key("clientPortAddress"));
        Assert.EndsWith(";127.0.0.1:2181", only.ServerLines[0], StringComparison.Ordinal);
        Assert.Equal(2281, only.Works.Settings!.ZooKeeper.SecureClientPort);
    }

    [Fact]
    public void A_store_is_passed_through_with_the_path_of_its_password()
    {
        var given = Given.Three.With("ZK_CLIENT_TLS", "also").With("ZK_CLIENT_TLS_KEY_STORE", "/s/key.p12").With("ZK_CLIENT_TLS_KEY_STORE_PASSWORD_FILE", "/s/pw").With("ZK_CLIENT_TLS_TRUST_STORE", "/s/trust.jks");

        Assert.Equal("/s/key.p12", given.Key("ssl.keyStore.location"));
        Assert.Equal("/s/pw", given.Key("ssl.keyStore.passwordPath"));
        Assert.Equal("PKCS12", given.Key("ssl.keyStore.type"));
        Assert.Equal("JKS", given.Key("ssl.trustStore.type"));
        Assert.Null(given.Key("ssl.trustStore.passwordPath"));
    }

    [Fact]
    public void Required_authentication_of_clients_has_its_provider_and_leaves_FIPS_mode()
    {
        var given = Given.Three.With("ZK_CLIENT_SASL", "require");

        Assert.Equal("org.apache.zookeeper.server.auth.SASLAuthenticationProvider", given.Key("authProvider.sasl"));
        Assert.Equal("true", given.Key("sessionRequireClientSASLAuth"));
        Assert.Contains(given.Plan.Warnings, w => w.StartsWith("fips-mode is false, because", StringComparison.Ordinal));
        Assert.Equal("false", given.With("ZK_CLIENT_SASL", "allow").Key("sessionRequireClientSASLAuth"));
    }

    [Fact]
    public void With_a_JAAS_file_of_the_users_own_FIPS_mode_is_left_alone() =>
        Assert.Null(Given.Three.With("ZK_CLIENT_SASL", "require").With("ZK_JAAS_FILE", "/etc/krb/jaas.conf").Key("fips-mode"));

    [Fact]
    public void FIPS_mode_and_host_names_are_told_in_one_sentence()
    {
        var plan = Given.Three.With("ZK_QUORUM_TLS", "require").With("ZK_QUORUM_SASL", "require").Works;
        Assert.Contains("fips-mode is false, because SASL DIGEST-MD5 does not work in FIPS mode from ZooKeeper 3.9.4 on; ssl.quorum.hostnameVerification is false, because it needs a PTR record for each pod: each certificate of a CA of the quorum may join", plan.Warnings);

        var own = Given.Three.With("ZK_QUORUM_TLS", "require").With("ZK_CFG_ssl__quorum__hostnameVerification", "true");
        Assert.Equal("true", own.Key("ssl.quorum.hostnameVerification"));
        Assert.Contains(own.Plan.Warnings, w => w.StartsWith("ssl.quorum.hostnameVerification has no effect in FIPS mode", StringComparison.Ordinal));
    }

    [Fact]
    public void A_single_server_has_no_other_members_to_be_secured_from()
    {
        var given = new Given(("ZK_REPLICAS", "1")).With("ZK_QUORUM_TLS", "require").With("ZK_QUORUM_SASL", "require");

        Assert.Null(given.Key("sslQuorum"));
        Assert.Null(given.Key("quorum.auth.enableSasl"));
        Assert.Equal(2, given.Plan.Warnings.Count(w => w.EndsWith("has no effect: a single server has no other members", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("ZK_QUORUM_TLS", "accept", "ZK_CFG_sslQuorum", "true", "cannot use ZK_CFG_sslQuorum=true: expected no such key with ZK_QUORUM_TLS=accept, which sets it to false; remove one of them")]
    [InlineData("ZK_QUORUM_TLS", "require", "ZK_CFG_ssl__quorum__clientAuth", "none", "cannot use ZK_CFG_ssl__quorum__clientAuth=none: expected no such key with ZK_QUORUM_TLS=require, which sets it to need; remove one of them")]
    [InlineData("ZK_CLIENT_TLS", "also", "ZK_CFG_secureClientPort", "2282", "cannot use ZK_CFG_secureClientPort=2282: expected no such key with ZK_CLIENT_TLS=also, which sets it to 2281; remove one of them")]
    [InlineData("ZK_CLIENT_SASL", "allow", "ZK_CFG_fips-mode", "true", "cannot use ZK_CFG_fips-mode=true: expected no such key with ZK_CLIENT_SASL=allow, which sets it to false; remove one of them")]
    [InlineData("ZK_QUORUM_SASL", "offer", "ZK_CFG_quorum__auth__serverRequireSasl", "true", "cannot use ZK_CFG_quorum__auth__serverRequireSasl=true: expected no such key with ZK_QUORUM_SASL=offer, which sets it to false; remove one of them")]
    public void A_key_of_the_users_own_that_says_otherwise_is_refused(string setting, string step, string variable, string value, string problem) =>
        Assert.Contains(problem, Given.Three.With(setting, step).With(variable, value).Plan.Problems.Select(p => p.ToString()));
}
