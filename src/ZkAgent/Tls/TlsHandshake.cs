using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ZkAgent.Core.Text;
using ZkAgent.Net;
using ZkAgent.Resilience;

namespace ZkAgent.Tls;

/// <summary>Begins a TLS connection to see which certificate a port shows, and sends nothing over it.</summary>
/// <remarks>A server that wants a certificate and gets none logs each such handshake as an error, with a stack trace.</remarks>
internal sealed class TlsHandshake(TimeProvider time)
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private readonly TcpExchange<ServedCertificate> _exchange = new(Pipelines.PortCheck(time), time);

    /// <param name="host">Where the port is.</param>
    /// <param name="port">The port.</param>
    /// <param name="own">The certificate to show; null: none.</param>
    public Task<ServedCertificate> LookAsync(string host, int port, SslStreamCertificateContext? own, CancellationToken cancellation) => _exchange.RunAsync(
        host, port, Limit, (socket, stop) => LookAsync(socket, own, stop),
        late: () => Nothing($"it does not complete a TLS handshake within {DurationFormat.Duration(Limit)}"),
        broken: trouble => Nothing(TcpDial.WasTaken(trouble.SocketErrorCode) ? "it closes the connection" : $"it takes no connection ({trouble.SocketErrorCode})"), cancellation);

    private async Task<ServedCertificate> LookAsync(Socket socket, SslStreamCertificateContext? own, CancellationToken cancellation)
    {
        byte[]? data = null;
        DateTimeOffset? notAfter = null;
        // The certificate is to be seen, whatever it is: nothing is sent that a wrong server could take.
        using var tls = new SslStream(new NetworkStream(socket, ownsSocket: false), leaveInnerStreamOpen: false, (_, certificate, _, _) =>
        {
            if (certificate is not X509Certificate2 shown) return false;
            (data, notAfter) = (shown.RawData, shown.NotAfter.ToUniversalTime());
            return true;
        });
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", ClientCertificateContext = own }, cancellation).ConfigureAwait(false);
        }
        // Where the server wants a certificate of ours it refuses after it has shown its own.
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            if (data is null) return Nothing("it closes each TLS connection without a certificate");
        }
        return data is null ? Nothing("it shows no certificate") : new(time.GetTimestamp(), data, notAfter, null);
    }

    private ServedCertificate Nothing(string problem) => new(time.GetTimestamp(), null, null, problem);
}
