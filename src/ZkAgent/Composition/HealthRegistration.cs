using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ZkAgent.Core.Health;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Tls;
using ZkAgent.Health;
using ZkAgent.Hosting;
using ZkAgent.Machine;
using ZkAgent.Membership;
using ZkAgent.Metrics;
using ZkAgent.Peers;
using ZkAgent.StatusPage;
using ZkAgent.Supervision;
using ZkAgent.Tls;
using ZkAgent.Volume;

namespace ZkAgent.Composition;

/// <summary>Registers the services that sample ZooKeeper and decide the probes' verdicts.</summary>
internal static class HealthRegistration
{
    public static IServiceCollection AddHealth(this IServiceCollection services, RunPlan plan)
    {
        services.AddSingleton(s =>
        {
            var (state, stop, trouble) = (s.GetRequiredService<SupervisionState>(), s.GetRequiredService<StopRequests>(), s.GetRequiredService<QuorumTrouble>());
            return SampledServer.Of(plan.Member, () => state.Now, () => stop.Draining) with
            {
                LeaderReady = plan.Settings.LeaderReady,
                QuorumTrouble = () => trouble.Reason,
                Sampled = s.GetService<SampleRecorder>() is { } recorder ? recorder.Saw : null,
                RecogniseLeader = plan.HasPeers && LeaderServes.IsOff(plan.Settings.ZooKeeper.Keys)
                    ? sample => sample.NotServing ? LeaderWithoutClients.Recognise(sample, QuorumPortReader.Read(plan.LocalMember.Self.ServerPort), plan.Member.Now.Topology.Rule.FewestOthers(plan.LocalMember.Self.Id) ?? int.MaxValue) : sample
                    : null,
            };
        });
        services.AddSingleton<QuorumTrouble>().AddSingleton<ElectionMetrics>().AddSingleton<ProbeMetrics>();
        services.AddMetricsSource<HealthMetrics>().AddMetricsSource<VerdictMetrics>().AddMetricsSource<MembershipMetrics>();
        services.AddMetricsSource(s =>
        {
            var sessions = s.GetRequiredService<SessionChecker>();
            return new SessionMetrics(s.GetRequiredService<MetricsRegistry>(), () => sessions.Last);
        });
        services.AddSupportingService<Sampler>();
        services.AddSupportingService<SessionChecker>();
        services.AddSingleton(s =>
        {
            var membership = s.GetService<MembershipService>();
            var (sessions, supporting) = (s.GetRequiredService<SessionChecker>(), s.GetRequiredService<SupportingServices>());
            return new ProbeVerdicts(
                () => sessions.Last, () => [s.GetRequiredService<VolumeResponse>().Check, .. supporting.States.Select(state => state.Check), .. RefusedFiles(s.GetRequiredService<IReadOnlyList<PortCertificate>>())],
                plan.Settings.OrderedPods ? new OrderedReadiness(plan.Member, s.GetRequiredService<PeerClient>(), Dns.GetHostAddressesAsync, s.GetRequiredService<TimeProvider>()) : null)
            {
                Membership = () => membership?.Readiness,
                ClientPort = () => plan.Settings.Security.ClientTls == ClientTlsPhase.Only ? ClientPort(s.GetRequiredService<IReadOnlyList<PortCertificate>>()) : null,
            };
        });
        if (!plan.HasPeers) return services;

        services.AddSupportingService(s =>
        {
            var sampler = s.GetRequiredService<Sampler>();
            return new QuorumDiagnosis(
                s.GetServices<IQuorumReason>(), () => sampler.Current, s.GetRequiredService<QuorumTrouble>(), plan.TerminationMessage, s.GetRequiredService<SteadyTime>(), s.GetRequiredService<ILogger>());
        });

        var zooKeeper = plan.Settings.ZooKeeper;
        var joining = TimeSpan.FromMilliseconds((double)zooKeeper.InitLimit * zooKeeper.TickTime);
        return services.AddSupportingService(s =>
        {
            var sampler = s.GetRequiredService<Sampler>();
            return new IsolatedMemberWatchdog(
                plan.Member, joining, () => sampler.Current, s.GetRequiredService<PeerClient>(), s.GetRequiredService<ZooKeeperRun>().Restart, s.GetRequiredService<SteadyTime>());
        });
    }

    /// <summary>Mounted files that are kept out: ZooKeeper goes on with earlier ones, so the member stays ready.</summary>
    public static IEnumerable<ProbeCheck> RefusedFiles(IReadOnlyList<PortCertificate> ports) => ports
        .Where(p => p.Refused is not null)
        .Select(p => ProbeCheck.Failed($"{p.Port.Name}-certificate", TlsCheck.Kept(p.Port, p.Refused!)));

    /// <summary>Where clients must use TLS, a port without it serves none of them.</summary>
    private static ProbeCheck? ClientPort(IReadOnlyList<PortCertificate> ports) => ports.FirstOrDefault(p => !p.Port.Quorum) is { Served: { } served } client
        ? served.Problem is { } trouble ? ProbeCheck.Failed("tls-port", ServedPort.Problem(client.Port, null, null, trouble)!) : ProbeCheck.Passed("tls-port", "clients with TLS are served")
        : null;
}
