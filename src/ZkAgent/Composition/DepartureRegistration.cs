using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ZkAgent.Departure;
using ZkAgent.Health;
using ZkAgent.Hosting;
using ZkAgent.Peers;

namespace ZkAgent.Composition;

/// <summary>Registers the departure gate and the socket of <c>zkagent drain</c>.</summary>
internal static class DepartureRegistration
{
    public static IServiceCollection AddDeparture(this IServiceCollection services, RunPlan plan) => services
        .AddSingleton(s => new DepartureGate(
            plan.Member, s.GetRequiredService<Sampler>().SampleAsync, s.GetRequiredService<PeerClient>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger>()))
        .AddMetricsSource<DepartureMetrics>()
        .AddSupportingService(s => new DrainSocket(
            DrainSocket.PathIn(plan.Settings.Directories), plan.Settings.Supervision.GracePeriod, s.GetRequiredService<StopRequests>(),
            s.Departure(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger>()));
}
