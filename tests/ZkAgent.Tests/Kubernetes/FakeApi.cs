using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ZkAgent.Kubernetes;
using ZkAgent.Tests.Fakes;
using ZkAgent.Tests.Tls;

namespace ZkAgent.Tests.Kubernetes;

/// <summary>An API server over TLS, and the service account of a pod that asks it.</summary>
internal sealed class FakeApi : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly GivenCertificates _authority = new(TimeProvider.System.GetUtcNow(), "cluster CA");
    private readonly TemporaryDirectory _account = new();
    private readonly X509Certificate2 _certificate;
    private readonly Task _serving;

    public FakeApi()
    {
        var (certificate, key) = _authority.Issue("CN=kube-apiserver");
        using var issued = X509Certificate2.CreateFromPem(certificate, key);
        _certificate = X509CertificateLoader.LoadPkcs12(issued.Export(X509ContentType.Pkcs12), null);
        Put("token", Token);
        Put("ca.crt", _authority.Authority);
        Put("namespace", "default");
        _listener.Start();
        _serving = AcceptAsync();
    }

    /// <summary>The only token that is taken.</summary>
    public string Token { get; set; } = "first";

    /// <summary>Status and body by path and query; null: no answer.</summary>
    public Func<string, (int Status, string Body)?> Answers { get; set; } = _ => (404, "{}");

    /// <summary>The paths that were asked for with the right token.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>How many connections were opened.</summary>
    public int Connections { get; private set; }

    /// <summary>The account as the kubelet mounts it. The certificate is for the name localhost.</summary>
    public PodAccount Account => new(new Uri($"https://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}"), _account.At("."));

    public void Put(string file, string text) => File.WriteAllText(_account.At(file), text);

    public void Remove(string file) => File.Delete(_account.At(file));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _certificate.Dispose();
        _authority.Dispose();
        _account.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            // The end of the test.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            Connections++;
            await using var stream = new SslStream(client.GetStream());
            try
            {
                await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
                using var reader = new StreamReader(stream, Encoding.ASCII, false, 1024, leaveOpen: true);
                while (await reader.ReadLineAsync(_stop.Token) is { } request)
                {
                    string? bearer = null;
                    while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } header)
                        if (header.StartsWith("Authorization: Bearer ", StringComparison.OrdinalIgnoreCase)) bearer = header.Split(' ')[2];
                    var path = request.Split(' ')[1];
                    if (bearer == Token) Asked.Enqueue(path);
                    if ((bearer == Token ? Answers(path) : (401, "{}")) is not var (status, body))
                    {
                        await Task.Delay(Timeout.Infinite, _stop.Token);
                        return;
                    }
                    await stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"), _stop.Token);
                }
            }
            catch (Exception end) when (end is OperationCanceledException or IOException or AuthenticationException)
            {
                // The client left, or the test ended.
            }
        }
    }
}
