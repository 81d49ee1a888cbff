using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ZkAgent.Backups;
using ZkAgent.Core.Status;
using ZkAgent.Ensemble;
using ZkAgent.Health;
using ZkAgent.Hosting;
using ZkAgent.Http;
using ZkAgent.Membership;
using ZkAgent.Metrics;
using ZkAgent.Volume;

namespace ZkAgent.Composition;

/// <summary>Registers the agent's HTTP server: Kestrel without TLS, routing or middleware, for a handful of fixed paths.</summary>
internal static class HttpRegistration
{
    /// <param name="builder">The host's builder.</param>
    /// <param name="port">The port to listen on; 0 for any free port.</param>
    public static WebApplicationBuilder AddHttp(this WebApplicationBuilder builder, int port)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => HttpLimits.Apply(kestrel, port));
        builder.Services
            .AddSingleton<IConnectionListenerFactory>(s => new WatchedListenerFactory(
                new LimitedTransport(new SocketTransportOptions(), new ConnectionLimits(HttpLimits.MaxConnectionsPerAddress, HttpLimits.MaxConnections), s.GetRequiredService<ILoggerFactory>().CreateLogger<LimitedTransport>()), s.GetRequiredService<AgentExit>()))
            .AddSingleton(s =>
            {
                var volumes = s.GetRequiredService<MemberVolumes>();
                var (identity, member) = (s.GetRequiredService<AgentIdentity>(), s.GetRequiredService<CurrentMember>());
                var (membership, backups) = (s.GetService<MembershipService>(), s.GetService<BackupBoard>());
                return new ProbePaths(
                    s.GetRequiredService<Sampler>(), () => identity with { LocalMember = member.Now, Membership = member.Reported, View = membership?.View, Backup = backups?.View }, volumes.NowAsync, () => s.GetRequiredService<VolumeResponse>().Check, s.GetRequiredService<ProbeVerdicts>(), s.GetRequiredService<ProbeMetrics>())
                {
                    Details = s.GetRequiredService<LocalDetails>().NowAsync,
                };
            })
            .AddSingleton(s => new MetricsEndpoint(s.GetRequiredService<Core.Settings.AgentSettings>().MetricNames, s.GetRequiredService<Sampler>(), s.GetRequiredService<AgentPage>()))
            .AddSingleton<ProbeApplication>();
        return builder;
    }

    /// <summary>Answers every request.</summary>
    public static WebApplication MapHttp(this WebApplication application)
    {
        application.Run(application.Services.GetRequiredService<ProbeApplication>().AnswerAsync);
        return application;
    }
}
