using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ZkAgent.Http;

/// <summary>What a client may cost.</summary>
/// <remarks>Any pod of the cluster can reach the port. The limits keep a stranger's connections from costing more than a little memory.</remarks>
internal static class HttpLimits
{
    /// <param name="options">Kestrel's options.</param>
    /// <param name="port">Where to listen; 0: on any free port.</param>
    public static void Apply(KestrelServerOptions options, int port)
    {
        options.AddServerHeader = false;
        var limits = options.Limits;
        // Three probes, a scraper or two, and the other agents.
        limits.MaxConcurrentConnections = 100;
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.MaxRequestHeaderCount = 40;
        limits.MaxRequestHeadersTotalSize = 8 * 1024;
        limits.MaxRequestLineSize = 2 * 1024;
        limits.MaxRequestBodySize = 0;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
        // A Prometheus that scrapes once a minute keeps its connection.
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(65);
        // [::] for both families; 0.0.0.0 where the machine has no IPv6.
        options.ListenAnyIP(port, listen => listen.Protocols = HttpProtocols.Http1);
    }
}
