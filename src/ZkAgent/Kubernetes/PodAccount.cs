using ZkAgent.Core.Ensemble;

namespace ZkAgent.Kubernetes;

/// <summary>How this pod reaches the API server: what the kubelet gives each container.</summary>
/// <param name="Server">The API server; null where no variable names it.</param>
/// <param name="Directory">The mounted directory with token, ca.crt and namespace.</param>
internal sealed record PodAccount(Uri? Server, string Directory)
{
    private const string Host = "KUBERNETES_SERVICE_HOST", Port = "KUBERNETES_SERVICE_PORT", Mount = "/var/run/secrets/kubernetes.io/serviceaccount";

    public static PodAccount OfPod() => new(ServerOf(Environment.GetEnvironmentVariable(Host), Environment.GetEnvironmentVariable(Port)), Mount);

    /// <summary>The address of the API server; null where the host is missing.</summary>
    internal static Uri? ServerOf(string? host, string? port) => host is not { Length: > 0 } ? null
        : Uri.TryCreate($"https://{EnsembleServer.Bracketed(host)}:{(port is { Length: > 0 } ? port : "443")}", UriKind.Absolute, out var server) ? server : null;

    /// <summary>Reads a file of the account; the kubelet replaces the token before it expires.</summary>
    /// <returns>The trimmed text; null where it cannot be read.</returns>
    public string? Read(string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(Directory, file)).Trim() is { Length: > 0 } text ? text : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
