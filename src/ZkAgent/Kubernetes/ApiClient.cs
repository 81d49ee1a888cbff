using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Polly;
using ZkAgent.Core.Kubernetes;
using ZkAgent.Core.Text;
using ZkAgent.Machine;
using ZkAgent.Resilience;

namespace ZkAgent.Kubernetes;

/// <summary>Sends a GET to the API server with the pod's token. A failure is a value, never an exception.</summary>
/// <remarks>Only the CA of the service account is trusted. Used with dynamic membership alone, after libssl was found.</remarks>
internal sealed class ApiClient(PodAccount account, TimeProvider time) : IDisposable
{
    /// <summary>For each request. The API server answers in some 10 ms.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    /// <summary>In bytes. etcd takes objects of 1.5 MiB; a StatefulSet has some KiB, a page of 250 claims' metadata some 300 KiB.</summary>
    public const int LongestAnswer = 2 << 20;

    private readonly ResiliencePipeline _pipeline = Pipelines.ApiRequest(time);
    private readonly Lock _lock = new();
    private Trusted? _trusted;

    /// <param name="path">Path and query.</param>
    /// <param name="accept">The media types that are understood.</param>
    /// <param name="cancellation">Ends the request early; only this throws.</param>
    public async Task<ApiAnswer> GetAsync(string path, string accept, CancellationToken cancellation)
    {
        if (account.Server is not { } server) return ApiAnswer.None("KUBERNETES_SERVICE_HOST is not set; dynamic membership works in a pod of Kubernetes only");
        if (account.Read("token") is not { } token) return ApiAnswer.None($"there is no token in {account.Directory}; set automountServiceAccountToken: true in the pod");
        if (account.Read("ca.crt") is not { } authority) return ApiAnswer.None($"there is no ca.crt in {account.Directory}; see the ConfigMap kube-root-ca.crt of the namespace");
        if (ClientOf(authority) is not { } client) return ApiAnswer.None($"ca.crt in {account.Directory} is no certificate; see the ConfigMap kube-root-ca.crt of the namespace");

        var outcome = await _pipeline.TryAsync(Deadline, stop => SendAsync(client, new Uri(server, path), token, accept, stop), cancellation).ConfigureAwait(false);
        return outcome switch
        {
            { Exception: null } => outcome.Result!,
            _ when outcome.IsTimeout() => ApiAnswer.None($"{server.Authority} did not answer within {DurationFormat.Duration(Deadline)}; a NetworkPolicy may block the way to the API server"),
            { Exception: HttpRequestException failed } => ApiAnswer.None(Words(failed, server)),
            { Exception: var other } => ApiAnswer.None($"{server.Authority} closed the connection ({other!.Message.TrimEnd('.')})"),
        };
    }

    private static async Task<ApiAnswer> SendAsync(HttpClient client, Uri address, string token, string accept, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("User-Agent", $"zkagent/{AgentVersion.Text}");
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, stop).ConfigureAwait(false);
        return new((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(stop).ConfigureAwait(false), null);
    }

    private static string Words(HttpRequestException failed, Uri server) => failed switch
    {
        { InnerException: AuthenticationException } => $"the certificate of {server.Authority} is not one of ca.crt of the service account; a proxy may be in between ({failed.InnerException.Message.TrimEnd('.')})",
        { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => $"{server.Authority} answers with more than {LongestAnswer >> 20} MiB",
        { HttpRequestError: HttpRequestError.NameResolutionError } => $"{server.Host} does not resolve",
        _ => $"{server.Authority} is out of reach ({(failed.InnerException ?? failed).Message.TrimEnd('.')})",
    };

    /// <summary>A client that trusts an authority. A cluster may get a new one while the pod lives.</summary>
    private HttpClient? ClientOf(string authority)
    {
        lock (_lock)
        {
            if (_trusted?.Authority == authority) return _trusted.Client;
            if (Trust(authority) is not { } policy) return null;
            // One in use ends with its requests: the old client is left to the collector.
            _trusted = new(authority, new HttpClient(new SocketsHttpHandler
            {
                UseProxy = false,
                UseCookies = false,
                AllowAutoRedirect = false,
                MaxConnectionsPerServer = 2,
                SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy },
            })
            {
                Timeout = Timeout.InfiniteTimeSpan,
                MaxResponseContentBufferSize = LongestAnswer,
            });
            return _trusted.Client;
        }
    }

    private static X509ChainPolicy? Trust(string authority)
    {
        try
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPem(authority);
            return policy.CustomTrustStore.Count > 0 ? policy : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Dispose() => _trusted?.Client.Dispose();

    private sealed record Trusted(string Authority, HttpClient Client);
}
