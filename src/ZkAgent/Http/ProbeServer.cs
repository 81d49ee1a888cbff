using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ZkAgent.Http;

/// <summary>Kestrel wired by hand, without routing, middleware or a web host: a server for a handful of fixed paths.</summary>
internal sealed class ProbeServer : IAsyncDisposable
{
    readonly KestrelServer _kestrel;
    readonly ProbePaths _paths;
    readonly int _port;

    public ProbeServer(int port, ProbePaths paths, ILoggerFactory? log = null)
    {
        _port = port;
        _paths = paths;
        var options = Options();
        options.ListenAnyIP(port, listen => listen.Protocols = HttpProtocols.Http1);
        _kestrel = new KestrelServer(
            Microsoft.Extensions.Options.Options.Create(options),
            new SocketTransportFactory(Microsoft.Extensions.Options.Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance),
            log ?? NullLoggerFactory.Instance);
    }

    /// <summary>Where it really listens, once started; differs from what was asked for where that was port 0.</summary>
    public int Port { get; private set; }

    /// <summary>Begins to answer. Returns null, or one sentence why it cannot.</summary>
    public async Task<string?> StartAsync(CancellationToken cancellation)
    {
        try
        {
            await _kestrel.StartAsync(new ProbeApplication(_paths), cancellation).ConfigureAwait(false);
            Port = new Uri(_kestrel.Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
            return null;
        }
        catch (Exception trouble) when (trouble is IOException or System.Net.Sockets.SocketException)
        {
            return $"cannot listen on port {_port} for the agent's HTTP server: {Innermost(trouble)}; set ZK_AGENT_PORT to a free port";
        }
    }

    public Task StopAsync(CancellationToken cancellation) => _kestrel.StopAsync(cancellation);

    public ValueTask DisposeAsync()
    {
        _kestrel.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <remarks>Anybody in the cluster can reach the port. The limits keep a stranger's connections from costing more than a little memory.</remarks>
    static KestrelServerOptions Options() => new()
    {
        AddServerHeader = false,
        ApplicationServices = NoServices.Instance,
        Limits =
        {
            // Three probes, a scraper or two, and the other agents; the rest is somebody's mistake.
            MaxConcurrentConnections = 100,
            MaxConcurrentUpgradedConnections = 0,
            MaxRequestHeaderCount = 40,
            MaxRequestHeadersTotalSize = 8 * 1024,
            MaxRequestLineSize = 2 * 1024,
            MaxRequestBodySize = 0,
            RequestHeadersTimeout = TimeSpan.FromSeconds(5),
            // A Prometheus that scrapes once a minute keeps its connection.
            KeepAliveTimeout = TimeSpan.FromSeconds(65),
        },
    };

    static string Innermost(Exception trouble) => trouble.InnerException is { } inner ? Innermost(inner) : trouble.Message;

    /// <summary>Kestrel asks for optional services; there are none.</summary>
    sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
