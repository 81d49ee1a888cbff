using System.Text.RegularExpressions;
using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.Tls;

/// <summary>Certificates change behind the link of a mounted Secret, where ZooKeeper does not see it. Both ports take them without a restart.</summary>
public sealed partial class RotationTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Both_ports_show_new_certificates_and_a_broken_update_is_kept_out_and_told()
    {
        await using var ensemble = await SecuredEnsemble.Serving("ZK_CLIENT_TLS=only", "ZK_QUORUM_TLS=require");
        var third = ensemble[SecuredEnsemble.Third];
        var java = await Java(third);

        // The same CA.
        var quorum = await Rotate(ensemble, "new certificates", await ensemble.Certificates.Make("good", SecuredEnsemble.Clients), await ensemble.Certificates.Make("good", SecuredEnsemble.Quorum));

        // Faults of an update: the port shows the certificate of before, the member stays ready, and the reason is told.
        foreach (var (kind, sentence) in new[] { ("expired", "its certificate expired on"), ("other-key", "tls.key is not the key of tls.crt"), ("truncated-certificate", "tls.crt has no certificate, or it is cut off"), ("no-ca", "ca.crt is missing") })
        {
            var since = await ensemble.ThirdQuorumFiles.Put((await ensemble.Certificates.Make(kind, SecuredEnsemble.Quorum)).Archive);
            await Poll.Until(async () => (await third.Get("/readyz?verbose")).Body.Contains($"[-]quorum-certificate failed (informational): The certificate of the quorum port stays as it was: cannot use ZK_QUORUM_TLS_DIR=/etc/zookeeper/tls/quorum: {sentence}", StringComparison.Ordinal), Limit,
                async () => $"/readyz?verbose does not say \"{sentence}\": {(await third.Get("/readyz?verbose")).Body}\n{await third.Logs()}");
            Figure.Tell($"a broken update ({kind}) until it is told", DateTimeOffset.UtcNow - since);
            Assert.Contains(sentence, await third.Logs(), StringComparison.Ordinal);
            Assert.Equal(200, (await third.Get("/readyz")).Status);
            Assert.Equal(quorum.Fingerprint, await ensemble.Served(SecuredEnsemble.Third, SecuredEnsemble.ElectionPort));
        }
        Assert.Equal(4, await Reloads(third, "quorum", "refused"));
        Assert.Equal(0, await Reloads(third, "client", "refused"));

        // Both CAs in trust, then certificates of the new CA, then the new CA alone. The others trust both before anything shows the new one.
        await ensemble.QuorumFiles.Put((await ensemble.Certificates.Make("good", SecuredEnsemble.Quorum, SecuredEnsemble.Quorum)).Archive);
        await ensemble.Certificates.Make("good", "next");
        await ensemble.QuorumFiles.Put((await ensemble.Certificates.Make("good", SecuredEnsemble.Quorum, SecuredEnsemble.Quorum, "next")).Archive);
        await Task.WhenAll(((int[])[0, 1]).Select(ordinal => Trusts(ensemble[ordinal], 2)));
        await Rotate(ensemble, "a certificate of the new CA, with both in trust", await ensemble.Certificates.Make("good", SecuredEnsemble.Clients),
            await ensemble.Certificates.Make("good", "next", SecuredEnsemble.Quorum, "next"));
        Assert.Equal(java, await Java(third));
        foreach (var member in ensemble.Members.Members) Assert.Equal(200, (await member.Get("/readyz")).Status);

        // A connection that is made now needs the new CA on both sides.
        await third.Kill("TERM");
        await third.WaitForExit(Limit);
        await third.Start();
        await third.WaitUntilReady();
    }

    /// <summary>Gives the third member new certificates, and awaits that both ports show them.</summary>
    private static async Task<MountedCertificate> Rotate(SecuredEnsemble ensemble, string what, MountedCertificate client, MountedCertificate quorum)
    {
        foreach (var (name, files, port, made) in new[]
        {
            ("client", ensemble.ThirdClientFiles, SecuredEnsemble.ClientPort, client), ("quorum", ensemble.ThirdQuorumFiles, SecuredEnsemble.ElectionPort, quorum),
        })
        {
            var since = await files.Put(made.Archive);
            await Poll.Until(async () => await ensemble.Served(SecuredEnsemble.Third, port) == made.Fingerprint, Limit, ensemble[SecuredEnsemble.Third].Logs);
            Figure.Tell($"{what}, from the mounted files to the {name} port", DateTimeOffset.UtcNow - since);
        }
        return quorum;
    }

    private static Task Trusts(MemberContainer member, int authorities) => Poll.Until(
        async () => (await member.Exec("grep", "-c", "BEGIN", "/run/zkagent/tls/quorum-ca.pem")).Output.Trim() == $"{authorities}", Limit, member.Logs);

    private static async Task<string> Java(MemberContainer member) =>
        (await member.Exec("bash", "-c", "for p in /proc/[0-9]*; do [ \"$(cat $p/comm)\" = java ] && echo ${p#/proc/}; done")).Output.Trim();

    private static async Task<int> Reloads(MemberContainer member, string port, string result) =>
        Count().Matches((await member.Get("/metrics")).Body).Where(m => m.Groups[1].Value == port && m.Groups[2].Value == result).Select(m => int.Parse(m.Groups[3].Value, System.Globalization.CultureInfo.InvariantCulture)).Single();

    [GeneratedRegex("""^zkagent_tls_reloads_total\{port="(\w+)",result="(\w+)"\} (\d+)$""", RegexOptions.Multiline)]
    private static partial Regex Count();
}
