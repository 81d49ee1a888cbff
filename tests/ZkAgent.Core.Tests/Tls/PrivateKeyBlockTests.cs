using System.Security.Cryptography;
using Xunit;
using ZkAgent.Core.Tls;

namespace ZkAgent.Core.Tests.Tls;

public sealed class PrivateKeyBlockTests
{
    [Fact]
    public void A_key_in_PKCS8_stays_as_it_is()
    {
        using var rsa = RSA.Create(2048);

        Assert.Equal(rsa.ExportPkcs8PrivateKey(), PrivateKeyBlock.Of("Bag Attributes\r\n" + rsa.ExportPkcs8PrivateKeyPem()).Pkcs8!.Data);
    }

    [Fact]
    public void A_key_in_PKCS1_becomes_one_in_PKCS8()
    {
        using var rsa = RSA.Create(2048);
        using var read = RSA.Create();

        var key = PrivateKeyBlock.Of(rsa.ExportRSAPrivateKeyPem());

        read.ImportFromPem(key.Pkcs8!.Text);
        Assert.Equal("PRIVATE KEY", key.Pkcs8.Label);
        Assert.Equal(rsa.ExportRSAPrivateKey(), read.ExportRSAPrivateKey());
    }

    [Fact]
    public void A_key_in_SEC1_becomes_one_in_PKCS8()
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var read = ECDsa.Create();

        read.ImportFromPem(PrivateKeyBlock.Of(ec.ExportECPrivateKeyPem()).Pkcs8!.Text);

        Assert.Equal(ec.ExportSubjectPublicKeyInfo(), read.ExportSubjectPublicKeyInfo());
    }

    [Fact]
    public void An_encrypted_key_is_left_to_be_decrypted()
    {
        using var rsa = RSA.Create(2048);

        var key = PrivateKeyBlock.Of(rsa.ExportEncryptedPkcs8PrivateKeyPem("pw", new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));

        Assert.True(key.Encrypted);
        Assert.Null(key.Problem);
    }

    [Theory]
    [InlineData("", "has no private key, or it is cut off")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIE", "has no private key, or it is cut off")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "has no private key that can be read")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n-----END PRIVATE KEY-----", "is an Ed25519 key, which ZooKeeper 3.9 cannot read; use RSA or ECDSA")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----", "is encrypted in a form that ZooKeeper cannot read (PKCS#1); convert it with openssl pkcs8 -topk8 -nodes")]
    [InlineData("-----BEGIN DSA PRIVATE KEY-----\nAAAA\n-----END DSA PRIVATE KEY-----", "has a key of a kind that ZooKeeper cannot read (DSA PRIVATE KEY); use RSA or ECDSA")]
    public void A_key_that_ZooKeeper_cannot_read_is_named(string text, string problem)
    {
        var key = PrivateKeyBlock.Of(text);

        Assert.Equal(problem, key.Problem);
        Assert.Null(key.Pkcs8);
    }

    [Fact]
    public void Two_keys_are_one_too_many()
    {
        using var rsa = RSA.Create(2048);

        Assert.Equal("has 2 private keys, expected one", PrivateKeyBlock.Of(rsa.ExportPkcs8PrivateKeyPem() + "\n" + rsa.ExportRSAPrivateKeyPem()).Problem);
    }

    [Fact]
    public void Cut_off_and_changed_bytes_never_throw()
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = ec.ExportECPrivateKey();
        for (var i = 0; i < pem.Length; i++)
        {
            var changed = (byte[])pem.Clone();
            changed[i] ^= 0x55;
            _ = PrivateKeyBlock.Of(new PemBlock("EC PRIVATE KEY", changed).Text);
            _ = PrivateKeyBlock.Of(new PemBlock("EC PRIVATE KEY", pem[..i]).Text);
        }
    }
}
