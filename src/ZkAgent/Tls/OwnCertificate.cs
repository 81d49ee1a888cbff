using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ZkAgent.Core.Settings;

namespace ZkAgent.Tls;

/// <summary>The certificate and key that ZooKeeper has for a port, to show in the agent's own handshakes.</summary>
internal sealed class OwnCertificate : IDisposable
{
    private readonly X509Certificate2 _leaf;
    private readonly X509Certificate2Collection _chain = [];

    /// <exception cref="IOException">The store can't be read.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The store has no key and certificate.</exception>
    public OwnCertificate(StorePaths stores)
    {
        var pem = File.ReadAllText(stores.KeyStore);
        _leaf = X509Certificate2.CreateFromPem(pem, pem);
        _chain.ImportFromPem(pem);
        Context = SslStreamCertificateContext.Create(_leaf, _chain, offline: true);
    }

    public SslStreamCertificateContext Context { get; }

    public void Dispose()
    {
        foreach (var certificate in _chain) certificate.Dispose();
        _leaf.Dispose();
    }
}
