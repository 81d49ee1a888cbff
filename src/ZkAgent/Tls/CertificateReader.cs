using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ZkAgent.Core.Tls;
using ZkAgent.Native;

namespace ZkAgent.Tls;

/// <summary>Turns the texts of a port's files into facts. Without OpenSSL the certificates stay unread.</summary>
internal static class CertificateReader
{
    private const string ServerAuth = "1.3.6.1.5.5.7.3.1", ClientAuth = "1.3.6.1.5.5.7.3.2", AnyUsage = "2.5.29.37.0";

    /// <param name="certificate">tls.crt.</param>
    /// <param name="key">tls.key.</param>
    /// <param name="ca">ca.crt.</param>
    /// <param name="password">Of an encrypted key; null: none was given.</param>
    /// <param name="passwordSetting">The setting that names its file.</param>
    public static TlsFacts Read(TlsFileText certificate, TlsFileText key, TlsFileText ca, string? password, string passwordSetting)
    {
        var facts = new TlsFacts(certificate, key, ca) { PrivateKey = key.Text is { } text ? PrivateKeyBlock.Of(text) : null };
        return LibSsl.IsAvailable ? WithOpenSsl(facts, password, passwordSetting) : facts.PrivateKey is { Encrypted: true }
            ? facts with { PrivateKey = new(null, $"is encrypted, and libssl is not installed to decrypt it; install libssl3, or give a key that is not encrypted ({passwordSetting} is not needed then)") }
            : facts;
    }

    private static TlsFacts WithOpenSsl(TlsFacts facts, string? password, string passwordSetting)
    {
        var key = facts.PrivateKey;
        if (key is { Encrypted: true, Pkcs8: { } encrypted }) key = Decrypt(encrypted, password, passwordSetting);
        var publicKey = key?.Pkcs8 is { } pkcs8 ? PublicKeyOf(pkcs8.Data, ref key) : null;
        facts = facts with { PrivateKey = key };
        try
        {
            using var own = new Certificates(facts.Certificate.Text);
            using var authorities = new Certificates(facts.Ca.Text);
            return facts with
            {
                Chain = [.. own.All.Select(c => FactsOf(c.Certificate, c.Block, publicKey))],
                Authorities = [.. authorities.All.Select(c => FactsOf(c.Certificate, c.Block, null))],
                SignedByCa = own.All.Count > 0 && authorities.All.Count > 0 ? IsSigned(own, authorities, publicKey) : null,
            };
        }
        catch (CryptographicException e)
        {
            return facts with { Unreadable = $"tls.crt or ca.crt has a certificate that cannot be read: {e.Message.TrimEnd('.')}" };
        }
    }

    private static PrivateKeyBlock Decrypt(PemBlock encrypted, string? password, string passwordSetting)
    {
        if (password is null) return new(null, $"is encrypted; give the file with its password in {passwordSetting}");
        foreach (var make in new Func<AsymmetricAlgorithm>[] { RSA.Create, ECDsa.Create })
        {
            using var algorithm = make();
            try
            {
                algorithm.ImportEncryptedPkcs8PrivateKey(password, encrypted.Data, out _);
                return PrivateKeyBlock.Decrypted(algorithm.ExportPkcs8PrivateKey());
            }
            catch (CryptographicException) { /* the other algorithm's, or the wrong password */ }
        }
        return new(null, $"cannot be decrypted with the password of {passwordSetting}");
    }

    /// <returns>The public key that belongs to a private one; null where it can't be read, which the key's problem says then.</returns>
    private static byte[]? PublicKeyOf(byte[] pkcs8, ref PrivateKeyBlock? key)
    {
        foreach (var make in new Func<AsymmetricAlgorithm>[] { RSA.Create, ECDsa.Create })
        {
            using var algorithm = make();
            try
            {
                algorithm.ImportPkcs8PrivateKey(pkcs8, out _);
                return algorithm.ExportSubjectPublicKeyInfo();
            }
            catch (CryptographicException) { /* the other algorithm's */ }
        }
        key = new(null, "has no private key that can be read");
        return null;
    }

    private static CertificateFacts FactsOf(X509Certificate2 certificate, PemBlock block, byte[]? publicKey)
    {
        var usages = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().SelectMany(e => e.EnhancedKeyUsages.Cast<Oid>()).Select(o => o.Value).ToList();
        var alternatives = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().ToList();
        return new(block, certificate.Subject, certificate.Issuer, certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime())
        {
            Names = [.. alternatives.SelectMany(a => a.EnumerateDnsNames()), .. alternatives.SelectMany(a => a.EnumerateIPAddresses()).Select(a => a.ToString())],
            ForServers = usages.Count == 0 || usages.Contains(ServerAuth) || usages.Contains(AnyUsage),
            ForClients = usages.Count == 0 || usages.Contains(ClientAuth) || usages.Contains(AnyUsage),
            HasTheKey = publicKey is null ? null : certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(publicKey),
        };
    }

    private static bool IsSigned(Certificates own, Certificates authorities, byte[]? publicKey)
    {
        var leaf = own.All.Select(c => c.Certificate).FirstOrDefault(c => publicKey is not null && c.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(publicKey)) ?? own.All[0].Certificate;
        return IsSigned(leaf, own.All.Select(c => c.Certificate), authorities.All.Select(c => c.Certificate));
    }

    /// <summary>True where a certificate leads to one of the authorities. Dates are left aside: they have sentences of their own.</summary>
    public static bool IsSigned(X509Certificate2 leaf, IEnumerable<X509Certificate2> intermediates, IEnumerable<X509Certificate2> authorities)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities.ToArray());
        chain.ChainPolicy.ExtraStore.AddRange(intermediates.ToArray());
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid | X509VerificationFlags.IgnoreCtlNotTimeValid;
        return chain.Build(leaf);
    }

    /// <summary>The certificates of a PEM text.</summary>
    private sealed class Certificates(string? text) : IDisposable
    {
        public IReadOnlyList<(X509Certificate2 Certificate, PemBlock Block)> All { get; } =
            [.. PemBlock.Read(text ?? "").Where(b => b.Label == PemBlock.Certificate).Select(b => (X509CertificateLoader.LoadCertificate(b.Data), b))];

        public void Dispose()
        {
            foreach (var (certificate, _) in All) certificate.Dispose();
        }
    }
}
