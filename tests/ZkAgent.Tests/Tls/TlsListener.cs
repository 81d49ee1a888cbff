using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ZkAgent.Tests.Tls;

/// <summary>A port with TLS that asks for a certificate, as a member's election port does, or one that speaks none.</summary>
internal sealed class TlsListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2? _own;
    private readonly X509Certificate2Collection _authorities = [];
    private readonly Task _serving;

    /// <param name="pair">What it shows; null: it closes each connection, as a port without TLS does.</param>
    /// <param name="authorities">The CAs of the certificates that it takes.</param>
    public TlsListener((string Certificate, string Key)? pair, string authorities)
    {
        _own = pair is { } shown ? X509Certificate2.CreateFromPem(shown.Certificate, shown.Key) : null;
        _authorities.ImportFromPem(authorities);
        _listener.Start();
        _serving = ServeAsync(pair is not null);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    private async Task ServeAsync(bool tls)
    {
        while (!_stop.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            if (!tls) continue;
            await using var stream = new SslStream(client.GetStream(), false, (_, certificate, _, _) => certificate is X509Certificate2 shown && _authorities.Any(a => a.Subject == shown.Issuer));
            try
            {
                await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _own, ClientCertificateRequired = true }, _stop.Token);
                await stream.ReadExactlyAsync(new byte[1], _stop.Token);
            }
            catch (Exception e) when (e is AuthenticationException or IOException) { /* the client went, or was refused */ }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving.ContinueWith(static _ => { }, TaskScheduler.Default);
        _listener.Dispose();
        _own?.Dispose();
        _stop.Dispose();
    }
}
