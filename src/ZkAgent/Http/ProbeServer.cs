using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ZkAgent.Http;

/// <summary>The agent's HTTP server: Kestrel without routing or middleware, for a handful of fixed paths.</summary>
internal sealed class ProbeServer : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly IServer _kestrel;
    private readonly ProbeApplication _application;
    private readonly int _port;

    public ProbeServer(int port, ProbePaths paths, MetricsEndpoint metrics, ILoggerFactory? log = null)
    {
        _port = port;
        _application = new ProbeApplication(paths, metrics);
        _services = KestrelCore.Create(Configure, log);
        _kestrel = _services.GetRequiredService<IServer>();
    }

    /// <summary>Where it really listens, once started; differs from what was asked for where that was port 0.</summary>
    public int Port { get; private set; }

    /// <summary>Begins to answer. Returns null, or one sentence why it cannot.</summary>
    public async Task<string?> StartAsync(CancellationToken cancellation)
    {
        try
        {
            await _kestrel.StartAsync(_application, cancellation).ConfigureAwait(false);
            Port = new Uri(_kestrel.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()).Port;
            return null;
        }
        catch (Exception trouble) when (trouble is IOException or SocketException)
        {
            return $"cannot listen on port {_port} for the agent's HTTP server: {Innermost(trouble)}; set ZK_AGENT_PORT to a free port";
        }
    }

    public Task StopAsync(CancellationToken cancellation) => _kestrel.StopAsync(cancellation);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <remarks>Anybody in the cluster can reach the port. The limits keep a stranger's connections from costing more than a little memory.</remarks>
    private void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        var limits = options.Limits;
        // Three probes, a scraper or two, and the other agents; the rest is somebody's mistake.
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
        options.ListenAnyIP(_port, listen => listen.Protocols = HttpProtocols.Http1);
    }

    private static string Innermost(Exception trouble) => trouble.InnerException is { } inner ? Innermost(inner) : trouble.Message;
}
