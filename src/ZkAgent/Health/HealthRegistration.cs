using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ZkAgent.Core.Ensemble;
using ZkAgent.Hosting;
using ZkAgent.Peers;
using ZkAgent.Supervision;

namespace ZkAgent.Health;

/// <summary>Registers what samples ZooKeeper and decides the probes' verdicts.</summary>
internal static class HealthRegistration
{
    public static IServiceCollection AddHealth(this IServiceCollection services, RunPlan plan)
    {
        services.AddSingleton(s =>
        {
            var (state, stop) = (s.GetRequiredService<SupervisionState>(), s.GetRequiredService<StopRequests>());
            return SampledServer.Of(plan.Seat, () => state.Now, () => stop.Draining);
        });
        services.AddSupportingService<Sampler>();
        services.AddSupportingService<SessionChecker>();
        services.AddSingleton(s =>
        {
            var (sessions, supporting) = (s.GetRequiredService<SessionChecker>(), s.GetRequiredService<SupportingServices>());
            return new ProbeVerdicts(
                () => sessions.Last, () => [.. supporting.States.Select(state => state.Check)],
                plan.Settings.OrderedPods ? new OrderedReadiness(plan.Seat, s.GetRequiredService<PeerLooker>()) : null);
        });
        if (!plan.HasPeers) return services;

        var zooKeeper = plan.Settings.ZooKeeper;
        var joining = TimeSpan.FromMilliseconds((double)zooKeeper.InitLimit * zooKeeper.TickTime);
        return services.AddSupportingService(s => new LeftOutWatch(
            s.GetRequiredService<Seat>(), joining, s.GetRequiredService<Sampler>(), s.GetRequiredService<PeerLooker>(),
            s.GetRequiredService<ZooKeeperRun>().Restart, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger>()));
    }
}
