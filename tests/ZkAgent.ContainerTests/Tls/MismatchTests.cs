using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.Tls;

/// <summary>Files that are right by themselves and do not fit those of the other members: ZooKeeper looks for a quorum, and its log names no cause.</summary>
public sealed class MismatchTests(SecuredMembers members) : IClassFixture<SecuredMembers>
{
    [Fact]
    public async Task A_member_of_another_CA_says_that_the_others_certificates_are_not_of_its_CA()
    {
        var ensemble = await members.Get();
        await ensemble.Repair();
        await ensemble.ThirdQuorumFiles.Put((await ensemble.Certificates.Make("good", "elsewhere")).Archive);
        await ensemble.Members.Remove(SecuredEnsemble.Third);
        var began = TimeProvider.System.GetTimestamp();
        var member = await ensemble.Start(SecuredEnsemble.Third);

        await Says(member, "zk-0 shows a certificate that is not signed by this member's ca.crt");
        Figure.Tell("another CA, from the start of the container to the sentence", TimeProvider.System.GetElapsedTime(began));
        Assert.Contains("ZooKeeper looks for a quorum: ", await member.Logs(), StringComparison.Ordinal);
        await ensemble.AssertOthersServe();

        // What is put right needs no restart.
        await ensemble.Repair();
        await member.WaitUntilReady();
    }

    [Fact]
    public async Task A_member_whose_certificate_the_others_do_not_trust_says_that_they_refuse_it()
    {
        var ensemble = await members.Get();
        await ensemble.Repair();
        await ensemble.Certificates.Make("good", "elsewhere");
        // It trusts the CA of the others as well.
        await ensemble.ThirdQuorumFiles.Put((await ensemble.Certificates.Make("good", "elsewhere", "elsewhere", SecuredEnsemble.Quorum)).Archive);
        await ensemble.Members.Remove(SecuredEnsemble.Third);
        var began = TimeProvider.System.GetTimestamp();
        var member = await ensemble.Start(SecuredEnsemble.Third);

        await Says(member, "zk-0 refuses this member's certificate");
        Figure.Tell("a certificate that the others refuse, from the start of the container to the sentence", TimeProvider.System.GetElapsedTime(began));
        await ensemble.AssertOthersServe();

        await ensemble.Repair();
        await member.WaitUntilReady();
    }

    [Fact]
    public async Task A_client_certificate_of_another_CA_than_ca_crt_is_only_warned_of()
    {
        var ensemble = await members.Get();
        await ensemble.Repair();
        await ensemble.ThirdClientFiles.Put((await ensemble.Certificates.Make("other-ca", SecuredEnsemble.Clients)).Archive);

        var member = await ensemble.Start(SecuredEnsemble.Third, builder => builder.UntilReady());

        await member.WaitForLog("the certificate of the client port is not signed by ca.crt: clients that trust ca.crt alone refuse it", Ensemble.ToServe);
    }

    [Fact]
    public async Task A_certificate_that_ends_soon_and_one_CA_for_both_ports_are_warned_of()
    {
        var ensemble = await members.Get();
        await ensemble.Repair();
        await ensemble.ThirdQuorumFiles.Put((await ensemble.Certificates.Make("ends-soon", SecuredEnsemble.Quorum)).Archive);
        await ensemble.ThirdClientFiles.Put((await ensemble.Certificates.Make("good", SecuredEnsemble.Quorum)).Archive);

        var member = await ensemble.Start(SecuredEnsemble.Third, builder => builder.UntilReady());

        await member.WaitForLog("the certificate of the quorum port ends in 2 days", Ensemble.ToServe);
        await member.WaitForLog("the quorum port trusts the same CA as the client port", Ensemble.ToServe);
        await Poll.Until(async () => (await member.Get("/metrics")).Body is var metrics && metrics.Contains("zkagent_tls_certificate_not_after_timestamp_seconds{port=\"quorum\",source=\"served\"}", StringComparison.Ordinal)
            && metrics.Contains("zkagent_tls_port_serving{port=\"client\"} 1", StringComparison.Ordinal), Ensemble.ToServe, async () => (await member.Get("/metrics")).Body);
    }

    private static async Task Says(MemberContainer member, string sentence)
    {
        var said = "";
        await Poll.Until(async () => (said = (await member.Ask("/readyz")).Body).Contains(sentence, StringComparison.Ordinal), Ensemble.ToServe,
            async () => $"/readyz said \"{said}\"; the log:\n{await member.Logs()}");
        Assert.StartsWith("ZooKeeper looks for a quorum", said, StringComparison.Ordinal);
        Assert.Equal(200, (await member.Get("/livez")).Status);
        Assert.Contains(sentence, (await member.Exec("zkagent", "status")).Output, StringComparison.Ordinal);
        Assert.Contains(sentence, (await member.Exec("cat", "/tmp/last-words")).Output, StringComparison.Ordinal);
    }
}
