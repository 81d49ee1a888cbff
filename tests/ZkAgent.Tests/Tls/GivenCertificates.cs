using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Tls;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Tls;

/// <summary>A CA, certificates of it, and the mounted directory of a port.</summary>
internal sealed class GivenCertificates : IDisposable
{
    public const string Host = "zk-0.zk-hs.default.svc.cluster.local";

    private const string ServerAuth = "1.3.6.1.5.5.7.3.1", ClientAuth = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 _ca;
    private readonly DateTimeOffset _now;

    public GivenCertificates(DateTimeOffset now, string name = "quorum CA")
    {
        _now = now;
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        _ca = request.CreateSelfSigned(now.AddDays(-100), now.AddDays(1000));
        Directory.CreateDirectory(Mount);
        Put("ca.crt", Authority);
    }

    public TemporaryDirectory Root { get; } = new();

    public string Mount => Root.At("mounted");

    public string Authority => _ca.ExportCertificatePem() + "\n";

    public DirectorySettings Directories => new() { Data = Root.At("data"), DataLog = Root.At("data"), Log = Root.At("logs"), Configuration = Root.At("conf"), Run = Root.At("run") };

    public TlsPort Port => new("quorum", new(Mount, null, null, null), new(Directories, "quorum"), SecurityCatalog.QuorumTlsDir)
    {
        KeyPasswordSetting = SecurityCatalog.QuorumTlsKeyPasswordFile, ChecksPeers = true, Quorum = true, NeedsValidDates = true,
    };

    /// <summary>A certificate and its key as PEM.</summary>
    public (string Certificate, string Key) Issue(string subject = "CN=zk", double days = 100, bool server = true, bool client = true)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Host);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. server ? [new Oid(ServerAuth)] : Array.Empty<Oid>(), .. client ? [new Oid(ClientAuth)] : Array.Empty<Oid>()], critical: false));
        using var issued = request.Create(_ca, _now.AddDays(-50), _now.AddDays(days), RandomNumberGenerator.GetBytes(8));
        return (issued.ExportCertificatePem() + "\n", key.ExportRSAPrivateKeyPem() + "\n");
    }

    /// <summary>Mounts a certificate of the CA.</summary>
    public void Put((string Certificate, string Key) pair)
    {
        Put("tls.crt", pair.Certificate);
        Put("tls.key", pair.Key);
    }

    public void Put(string name, string text) => File.WriteAllText(Path.Combine(Mount, name), text);

    public void Dispose()
    {
        _ca.Dispose();
        Root.Dispose();
    }
}
