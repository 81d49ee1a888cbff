using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.Tls;

/// <summary>Every fault of a member's certificates: ZooKeeper would start with each of them, and name no cause. The agent holds the member back.</summary>
public sealed class FaultyCertificateTests(SecuredMembers members) : IClassFixture<SecuredMembers>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("expired", "its certificate expired on")]
    [InlineData("not-yet-valid", "its certificate is not valid before")]
    [InlineData("other-ca", "its certificate is not signed by ca.crt, so no other member would accept it")]
    [InlineData("chain-without-intermediate", "its certificate is not signed by ca.crt")]
    [InlineData("server-only", "its extended key usage lacks clientAuth")]
    [InlineData("client-only", "its extended key usage lacks serverAuth")]
    [InlineData("other-key", "tls.key is not the key of tls.crt")]
    [InlineData("ed25519", "tls.key is an Ed25519 key, which ZooKeeper 3.9 cannot read")]
    [InlineData("encrypted-without-password", "ZK_QUORUM_TLS_KEY_PASSWORD_FILE")]
    [InlineData("no-certificate", "tls.crt is missing")]
    [InlineData("no-key", "tls.key is missing")]
    [InlineData("no-ca", "ca.crt is missing")]
    [InlineData("empty-certificate", "tls.crt is empty")]
    [InlineData("empty-key", "tls.key is empty")]
    [InlineData("empty-ca", "ca.crt is empty")]
    [InlineData("truncated-certificate", "tls.crt has no certificate, or it is cut off")]
    [InlineData("truncated-key", "tls.key has no private key, or it is cut off")]
    [InlineData("unreadable", "tls.key cannot be read by user 1000; set defaultMode 0440")]
    [InlineData("directory", "tls.key cannot be read")]
    public async Task A_fault_of_the_quorum_port_holds_the_member_back_with_its_sentence(string kind, string sentence)
    {
        var ensemble = await members.Get();
        await ensemble.Repair();
        await ensemble.ThirdQuorumFiles.Put((await ensemble.Certificates.Make(kind, SecuredEnsemble.Quorum)).Archive);

        await IsHeldBack(ensemble, kind, "cannot use ZK_QUORUM_TLS_DIR=/etc/zookeeper/tls/quorum: ", sentence);
    }

    [Theory]
    [InlineData("expired", "its certificate expired on")]
    [InlineData("not-yet-valid", "its certificate is not valid before")]
    [InlineData("client-only", "its extended key usage lacks serverAuth")]
    [InlineData("other-key", "tls.key is not the key of tls.crt")]
    [InlineData("ed25519", "tls.key is an Ed25519 key")]
    [InlineData("encrypted-without-password", "ZK_CLIENT_TLS_KEY_PASSWORD_FILE")]
    [InlineData("no-key", "tls.key is missing")]
    [InlineData("no-ca", "ca.crt is missing")]
    [InlineData("empty-certificate", "tls.crt is empty")]
    [InlineData("truncated-key", "tls.key has no private key, or it is cut off")]
    [InlineData("unreadable", "tls.key cannot be read by user 1000; set defaultMode 0440")]
    public async Task A_fault_of_the_client_port_holds_the_member_back_with_its_sentence(string kind, string sentence)
    {
        var ensemble = await members.Get();
        await ensemble.Repair();
        await ensemble.ThirdClientFiles.Put((await ensemble.Certificates.Make(kind, SecuredEnsemble.Clients)).Archive);

        await IsHeldBack(ensemble, kind, "cannot use ZK_CLIENT_TLS_DIR=/etc/zookeeper/tls/client: ", sentence);
    }

    [Fact]
    public async Task Good_files_in_place_of_faulty_ones_let_the_member_start_without_a_restart()
    {
        var ensemble = await members.Get();
        await ensemble.ThirdQuorumFiles.Put((await ensemble.Certificates.Make("expired", SecuredEnsemble.Quorum)).Archive);
        var member = await ensemble.Start(SecuredEnsemble.Third);
        await Poll.Until(async () => (await member.Ask("/readyz")).Body.Contains("expired", StringComparison.Ordinal), Ensemble.ToServe, member.Logs);

        await ensemble.Repair();
        var began = TimeProvider.System.GetTimestamp();
        await member.WaitUntilReady();

        Figure.Tell("from good files in place of faulty ones to ready", TimeProvider.System.GetElapsedTime(began));
        Assert.Equal(0, (await member.Inspect()).RestartCount);
    }

    [Theory]
    [InlineData("rsa")]
    [InlineData("pkcs1")]
    [InlineData("sec1")]
    [InlineData("encrypted")]
    [InlineData("chain")]
    [InlineData("chain-reversed")]
    public async Task Every_form_that_cert_manager_and_openssl_write_works_on_both_ports(string kind)
    {
        var ensemble = await members.Get();
        var (client, quorum) = (await ensemble.Certificates.Make(kind, SecuredEnsemble.Clients), await ensemble.Certificates.Make(kind, SecuredEnsemble.Quorum));
        await ensemble.ThirdClientFiles.Put(client.Archive);
        await ensemble.ThirdQuorumFiles.Put(quorum.Archive);

        await ensemble.Start(SecuredEnsemble.Third, member => (kind == "encrypted"
            ? member.WithSettings("ZK_CLIENT_TLS_KEY_PASSWORD_FILE=/etc/zookeeper/tls/client/password", "ZK_QUORUM_TLS_KEY_PASSWORD_FILE=/etc/zookeeper/tls/quorum/password")
            : member).UntilReady());

        var (servedClient, servedQuorum) = (await ensemble.Served(SecuredEnsemble.Third, SecuredEnsemble.ClientPort), await ensemble.Served(SecuredEnsemble.Third, SecuredEnsemble.ElectionPort));
        // The file begins with the intermediate certificate there; ports show the leaf first.
        if (kind != "chain-reversed") Assert.Equal((client.Fingerprint, quorum.Fingerprint), (servedClient, servedQuorum));
        else Assert.DoesNotContain("", (string[])[servedClient, servedQuorum]);
    }

    private static async Task IsHeldBack(SecuredEnsemble ensemble, string kind, string begin, string sentence)
    {
        await ensemble.Members.Remove(SecuredEnsemble.Third);
        var began = TimeProvider.System.GetTimestamp();
        var member = await ensemble.Start(SecuredEnsemble.Third);
        var said = "";
        await Poll.Until(async () => (said = (await member.Ask("/readyz")).Body).Contains(sentence, StringComparison.Ordinal), Ensemble.ToServe,
            async () => $"/readyz said \"{said}\"; the log:\n{await member.Logs()}");
        var took = TimeProvider.System.GetElapsedTime(began);
        Figure.Tell($"{kind}, from the start of the container to the sentence", took);
        Assert.True(took < Soon, $"the sentence took {took}");

        Assert.Contains(begin, said, StringComparison.Ordinal);
        Assert.Equal(503, (await member.Get("/readyz")).Status);
        Assert.Equal(200, (await member.Get("/livez")).Status);
        Assert.Equal(200, (await member.Get("/startupz")).Status);
        Assert.Contains(begin, (await member.Exec("zkagent", "probe", "ready")).Output, StringComparison.Ordinal);
        Assert.Contains(sentence, await member.Logs(), StringComparison.Ordinal);
        Assert.Contains(sentence, (await member.Exec("zkagent", "status")).Output, StringComparison.Ordinal);
        await ensemble.AssertOthersServe();
    }
}
