using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ZkAgent.Http;

/// <summary>The limits on what a client may use.</summary>
/// <remarks>Any pod of the cluster can reach the port. The limits keep the memory that unknown clients can use small.</remarks>
internal static class HttpLimits
{
    /// <summary>
    /// Three probes, a few scrapers and the other agents need a dozen. The rest is for unknown clients: a dozen addresses with as many
    /// connections as they may have do not block a probe.
    /// </summary>
    public const int MaxConnections = 1024;

    /// <summary>A node's address may stand for the kubelet and several scrapers behind it; a mesh's sidecar for every client.</summary>
    public const int MaxConnectionsPerAddress = 32;

    /// <summary>A connection that is idle for this long is closed: an idle connection must not take the place of a probe.</summary>
    public static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(2);

    /// <param name="options">Kestrel's options.</param>
    /// <param name="port">Where to listen; 0: on any free port.</param>
    public static void Apply(KestrelServerOptions options, int port)
    {
        options.AddServerHeader = false;
        var limits = options.Limits;
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.MaxRequestHeaderCount = 40;
        limits.MaxRequestHeadersTotalSize = 8 * 1024;
        limits.MaxRequestLineSize = 2 * 1024;
        limits.MaxRequestBodySize = 0;
        // The time for the first byte of a request, and then for its headers. A client on the same network needs milliseconds.
        limits.KeepAliveTimeout = IdleTimeout;
        limits.RequestHeadersTimeout = IdleTimeout;
        // A scraper that reads slower than this costs memory for each page that waits for it.
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 16 * 1024, gracePeriod: IdleTimeout);
        limits.MaxResponseBufferSize = 16 * 1024;
        // [::] for both families; 0.0.0.0 where the machine has no IPv6.
        options.ListenAnyIP(port, listen => listen.Protocols = HttpProtocols.Http1);
    }
}
