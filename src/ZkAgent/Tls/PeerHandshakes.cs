using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Tls;
using ZkAgent.Net;
using ZkAgent.Resilience;

namespace ZkAgent.Tls;

/// <summary>Tries this member's certificate on the election ports of the others.</summary>
internal sealed class PeerHandshakes(StorePaths stores, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>How long a server has to refuse a certificate. With TLS 1.3 it does so after the client's handshake is complete.</summary>
    private static readonly TimeSpan ForRefusal = TimeSpan.FromSeconds(1);

    private readonly TcpExchange<PeerHandshake> _exchange = new(Pipelines.PortCheck(time), time);

    /// <exception cref="IOException">The agent's own stores can't be read.</exception>
    public async Task<PeerHandshake[]> TryAsync(IEnumerable<EnsembleServer> peers, CancellationToken cancellation)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPem(await File.ReadAllTextAsync(stores.TrustStore, cancellation).ConfigureAwait(false));
        using var own = new OwnCertificate(stores);
        try
        {
            return await Task.WhenAll(peers.Select(peer => TryAsync(peer, own.Context, authorities, cancellation))).ConfigureAwait(false);
        }
        finally
        {
            foreach (var authority in authorities) authority.Dispose();
        }
    }

    private Task<PeerHandshake> TryAsync(EnsembleServer peer, SslStreamCertificateContext own, X509Certificate2Collection authorities, CancellationToken cancellation) => _exchange.RunAsync(
        peer.Host, peer.ElectionPort, Limit, (socket, stop) => TryAsync(socket, new(peer) { Connected = true }, own, authorities, stop),
        // A busy member is slow. One without TLS closes the connection over the first bytes of a handshake.
        late: () => new(peer), broken: trouble => new(peer) { Connected = TcpDial.WasTaken(trouble.SocketErrorCode) }, cancellation);

    private static async Task<PeerHandshake> TryAsync(Socket socket, PeerHandshake result, SslStreamCertificateContext own, X509Certificate2Collection authorities, CancellationToken cancellation)
    {
        using var tls = new SslStream(new NetworkStream(socket, ownsSocket: false), leaveInnerStreamOpen: false, (_, certificate, chain, _) =>
        {
            if (certificate is not X509Certificate2 shown) return false;
            result = result with
            {
                Issuer = shown.Issuer,
                NotAfter = shown.NotAfter.ToUniversalTime(),
                SignedByCa = CertificateReader.IsSigned(shown, chain?.ChainPolicy.ExtraStore ?? [], authorities),
            };
            // Nothing is sent over the connection: what the other side says to our certificate is to be heard, whatever its own is.
            return true;
        });
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = result.Peer.Host, ClientCertificateContext = own }, cancellation).ConfigureAwait(false);
            using var refusal = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            refusal.CancelAfter(ForRefusal);
            var read = await tls.ReadAsync(new byte[1], refusal.Token).ConfigureAwait(false);
            return read == 0 ? result with { Refusal = "it closes the connection" } : result;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // It waits for our first words: it took the certificate.
            return result;
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            return result with { Refusal = TlsAlert.In(e.InnerException?.InnerException?.Message ?? e.InnerException?.Message ?? e.Message) };
        }
    }
}
