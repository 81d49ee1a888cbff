using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Tls;
using ZkAgent.Health;
using ZkAgent.Machine;
using ZkAgent.Metrics;
using ZkAgent.Native;
using ZkAgent.Net;
using ZkAgent.Supervision;
using ZkAgent.Tls;

namespace ZkAgent.Composition;

/// <summary>Registers the services that check, pass on and watch the certificates of the ports with TLS.</summary>
internal static class TlsRegistration
{
    public static IServiceCollection AddTls(this IServiceCollection services, RunPlan plan)
    {
        var (settings, local) = (plan.Settings, plan.LocalMember);
        IReadOnlyList<PortCertificate> ports = [.. TlsPort.Of(settings, local.Standalone).Select(port => new PortCertificate(port))];
        services.AddSingleton(ports);
        services.AddSingleton(s => new TlsStores(local.Self.Host, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IMountedFiles, MountedCertificates>();
        services.AddMetricsSource(s => new TlsMetrics(s.GetRequiredService<MetricsRegistry>(), settings.Security.Phases, ports));
        if (ports.Count == 0) return services;

        services.AddSupportingService<TlsWatch>();
        // Without OpenSSL nothing below can be done; the log says so at the start.
        if (!LibSsl.IsAvailable) return services;
        services.AddSupportingService(s =>
        {
            var sampler = s.GetRequiredService<Sampler>();
            return new PortWatch(ports, Addresses(plan), () => sampler.Current, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger>());
        });
        // Below these steps a member that answers no TLS is as it should be.
        if (settings.Security.QuorumTls < QuorumTlsPhase.Prefer || ports.FirstOrDefault(p => p.Port.Quorum) is not { Port.PassedThrough: false } quorum) return services;
        return services.AddSingleton<IQuorumReason>(s => new RefusedCertificate(plan.Member, new PeerHandshakes(quorum.Port.Stores, s.GetRequiredService<TimeProvider>()), s.GetRequiredService<SteadyTime>()));
    }

    private static Dictionary<string, (string Host, int Port)> Addresses(RunPlan plan)
    {
        var (zooKeeper, self) = (plan.Settings.ZooKeeper, plan.LocalMember.Self);
        var everywhere = zooKeeper.Keys.Any(k => k is { Key: "quorumListenOnAllIPs", Value: "true" });
        return new()
        {
            ["client"] = (zooKeeper.SecureClientAddress ?? TcpDial.Loopback, zooKeeper.SecureClientPort ?? 0),
            ["quorum"] = (everywhere ? TcpDial.Loopback : self.Host, self.ElectionPort),
        };
    }
}
