using Xunit;
using ZkAgent.Core.Families;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Families;

/// <summary>Stores and ports of Bitnami's variables.</summary>
public sealed class BitnamiTlsTests
{
    /// <remarks>ZooKeeper trims the values of zoo.cfg: an empty value would be a line that Java reads otherwise.</remarks>
    [Theory]
    [InlineData(" ")]
    [InlineData("\t")]
    [InlineData("\u2003")]
    public void A_password_of_blanks_counts_as_none(string blanks)
    {
        var plan = GivenBitnami.Three.With("ZOO_TLS_CLIENT_KEYSTORE_PASSWORD", blanks).With("ZOO_CFG_ssl_trustStore_password", blanks).Works;

        Assert.DoesNotContain(plan.Settings!.ZooKeeper.Keys, key => key.Key.Contains("assword", StringComparison.Ordinal));
    }

    [Fact]
    public void The_charts_stores_reach_zoo_cfg_and_their_passwords_nothing_else()
    {
        var plan = GivenBitnami.Tls.Works;
        var keys = plan.Settings!.ZooKeeper.Keys.ToDictionary(k => k.Key, k => k.Value);
        Assert.Equal(new SecurityPhases(ClientTlsPhase.Only, QuorumTlsPhase.Require, QuorumSaslPhase.Off, ClientSaslPhase.Off), plan.Settings.Security.Phases);
        Assert.Equal(("3181", "127.0.0.1", "none", "need"), (keys["secureClientPort"], keys["clientPortAddress"], keys["ssl.clientAuth"], keys["ssl.quorum.clientAuth"]));
        foreach (var (prefix, port) in new[] { ("ssl.", "client"), ("ssl.quorum.", "quorum") })
        {
            Assert.Equal(($"/certs/{port}/zookeeper.keystore.jks", "JKS", "sesame5"), (keys[$"{prefix}keyStore.location"], keys[$"{prefix}keyStore.type"], keys[$"{prefix}keyStore.password"]));
            Assert.Equal(($"/certs/{port}/zookeeper.truststore.jks", "JKS", "sesame6"), (keys[$"{prefix}trustStore.location"], keys[$"{prefix}trustStore.type"], keys[$"{prefix}trustStore.password"]));
        }
        Assert.DoesNotContain("sesame", string.Join('\n', [.. plan.Effective.Select(e => e.ToString()), .. plan.Warnings, .. plan.Notes]), StringComparison.Ordinal);
        Assert.Equal(Core.Rendering.RenderedFile.Private, Core.Rendering.ZooCfg.Render(plan.Settings, plan.LocalMember!, guarded: true, "/conf/zoo.cfg", listApart: false).Mode);
        Assert.Equal(
        [
            "ZOO_TLS_QUORUM_CLIENT_AUTH=none has no effect: each member has to show a certificate (need), because one without could join the ensemble",
            "ssl.quorum.hostnameVerification is false, because it needs a PTR record for each pod: each certificate of a CA of the quorum may join",
        ], plan.Warnings);
    }

    [Theory]
    [InlineData("ZOO_TLS_CLIENT_ENABLE", "ZOO_TLS_CLIENT_KEYSTORE_FILE and ZOO_TLS_CLIENT_TRUSTSTORE_FILE as well (or ZK_CLIENT_TLS_DIR with PEM files): without a certificate no connection is possible")]
    [InlineData("ZOO_TLS_QUORUM_ENABLE", "ZOO_TLS_QUORUM_KEYSTORE_FILE and ZOO_TLS_QUORUM_TRUSTSTORE_FILE as well (or ZK_QUORUM_TLS_DIR with PEM files): without a certificate no connection is possible")]
    public void TLS_without_stores_is_refused(string name, string expected)
    {
        Assert.Equal($"cannot use {name}=true: expected {expected}", Given.Three.With(name, "true").Problem);
        Assert.NotNull(Given.Three.With(name, "true").With(name.StartsWith("ZOO_TLS_C", StringComparison.Ordinal) ? "ZK_CLIENT_TLS_DIR" : "ZK_QUORUM_TLS_DIR", "/pem").Works);
    }

    [Fact]
    public void One_store_of_two_is_refused_under_their_name() => Assert.Contains(GivenBitnami.Tls.Without("ZOO_TLS_CLIENT_TRUSTSTORE_FILE").Plan.Problems.Select(p => p.ToString()),
        p => p.StartsWith("cannot use ZOO_TLS_CLIENT_KEYSTORE_FILE=/certs/client/zookeeper.keystore.jks: expected ZK_CLIENT_TLS_TRUST_STORE as well", StringComparison.Ordinal));

    [Fact]
    public void The_port_is_theirs_unless_ours_is_set()
    {
        Assert.Equal("3181", GivenBitnami.Tls.Without("ZOO_TLS_PORT_NUMBER").Key("secureClientPort"));
        Assert.Equal("3182", GivenBitnami.Tls.With("ZOO_TLS_PORT_NUMBER", "3182").Key("secureClientPort"));
        Assert.Equal("2281", GivenBitnami.Tls.Without("ZOO_TLS_PORT_NUMBER").With("ZK_CLIENT_TLS_PORT", "2281").Key("secureClientPort"));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("want")]
    [InlineData("need")]
    public void Certificates_of_clients_are_asked_for_as_told(string word) => Assert.Equal(word, GivenBitnami.Tls.With("ZOO_TLS_CLIENT_AUTH", word).Key("ssl.clientAuth"));

    [Fact]
    public void Without_a_word_they_are_needed() => Assert.Equal("need", GivenBitnami.Tls.Without("ZOO_TLS_CLIENT_AUTH").Key("ssl.clientAuth"));

    [Fact]
    public void Unknown_words_are_refused()
    {
        Assert.Equal("cannot use ZOO_TLS_CLIENT_AUTH=maybe: expected one of need, want, none", GivenBitnami.Tls.With("ZOO_TLS_CLIENT_AUTH", "maybe").Problem);
        Assert.Equal("cannot use ZOO_TLS_QUORUM_CLIENT_AUTH=maybe: expected need: each member has to show a certificate", GivenBitnami.Tls.With("ZOO_TLS_QUORUM_CLIENT_AUTH", "maybe").Problem);
    }

    [Fact]
    public void A_password_file_goes_to_ZooKeeper_as_a_path()
    {
        var given = GivenBitnami.Tls.Without("ZOO_TLS_CLIENT_KEYSTORE_PASSWORD").With("ZOO_TLS_CLIENT_KEYSTORE_PASSWORD_FILE", "/s/password");
        Assert.Equal(("/s/password", null), (given.Key("ssl.keyStore.passwordPath"), given.Key("ssl.keyStore.password")));
    }

    [Theory]
    [InlineData("ZOO_TLS_CLIENT_KEYSTORE_PASSWORD")]
    [InlineData("ZOO_SERVER_PASSWORDS")]
    [InlineData("ZOO_CLIENT_PASSWORD")]
    [InlineData("ZOO_QUORUM_LEARNER_PASSWORD")]
    [InlineData("ZOO_QUORUM_SERVER_PASSWORDS")]
    [InlineData("ZOO_CFG_ssl_keyStore_password")]
    [InlineData("ZK_CFG_ssl__keyStore__password")]
    public void ZooKeepers_process_does_not_get_a_password(string name)
    {
        Assert.True(FamilyNames.IsSecret(name));
        Assert.False(FamilyNames.IsSecret(name + "_FILE"));
    }

    [Theory]
    [InlineData("ZOO_SERVER_USERS")]
    [InlineData("ZOO_CFG_tickTime")]
    [InlineData("ZK_CFG_tickTime")]
    [InlineData("JAVA_HOME")]
    public void Other_variables_stay(string name) => Assert.False(FamilyNames.IsSecret(name));
}
