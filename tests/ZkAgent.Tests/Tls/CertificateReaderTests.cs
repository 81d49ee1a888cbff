using System.Security.Cryptography;
using Xunit;
using ZkAgent.Core.Tls;
using ZkAgent.Tls;

namespace ZkAgent.Tests.Tls;

public sealed class CertificateReaderTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    private readonly GivenCertificates _given = new(Now);

    private TlsFacts Read((string Certificate, string Key) pair, string? ca = null, string? password = null) =>
        CertificateReader.Read(new("tls.crt", pair.Certificate), new("tls.key", pair.Key), new("ca.crt", ca ?? _given.Authority), password, "ZK_X");

    [Fact]
    public void A_good_pair_is_read_with_all_that_is_checked()
    {
        var facts = Read(_given.Issue());

        var leaf = Assert.Single(facts.Chain);
        Assert.Equal(("CN=zk", "CN=quorum CA"), (leaf.Subject, leaf.Issuer));
        Assert.Equal(Now.AddDays(100), leaf.NotAfter);
        Assert.Contains(GivenCertificates.Host, leaf.Names);
        Assert.True(leaf is { ForServers: true, ForClients: true, HasTheKey: true });
        Assert.True(facts is { SignedByCa: true, Unreadable: null, PrivateKey.Problem: null });
    }

    [Fact]
    public void The_key_of_another_certificate_is_found()
    {
        Assert.False(Read((_given.Issue().Certificate, _given.Issue().Key)).Chain[0].HasTheKey);
    }

    [Fact]
    public void Another_CA_and_an_expired_certificate_are_two_facts()
    {
        using var other = new GivenCertificates(Now, "other CA");

        Assert.False(Read(_given.Issue(), other.Authority).SignedByCa);
        Assert.True(Read(_given.Issue(), _given.Authority + other.Authority).SignedByCa);
        Assert.True(Read(_given.Issue(days: -1)).SignedByCa);
    }

    [Fact]
    public void Extended_key_usage_is_read()
    {
        Assert.True(Read(_given.Issue(client: false)).Chain[0] is { ForServers: true, ForClients: false });
        Assert.True(Read(_given.Issue(server: false)).Chain[0] is { ForServers: false, ForClients: true });
    }

    [Fact]
    public void An_encrypted_key_is_decrypted_with_its_password_alone()
    {
        var pair = _given.Issue();
        using var key = RSA.Create();
        key.ImportFromPem(pair.Key);
        pair.Key = key.ExportEncryptedPkcs8PrivateKeyPem("secret", new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));

        Assert.True(Read(pair, password: "secret").Chain[0].HasTheKey);
        Assert.Equal("cannot be decrypted with the password of ZK_X", Read(pair, password: "wrong").PrivateKey!.Problem);
        Assert.Equal("is encrypted; give the file with its password in ZK_X", Read(pair).PrivateKey!.Problem);
    }

    [Fact]
    public void What_is_no_certificate_is_told()
    {
        var facts = Read((new PemBlock("CERTIFICATE", [1, 2, 3]).Text, _given.Issue().Key));

        Assert.StartsWith("tls.crt or ca.crt has a certificate that cannot be read: ", facts.Unreadable, StringComparison.Ordinal);
    }

    public void Dispose() => _given.Dispose();
}
