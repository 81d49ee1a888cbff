using Microsoft.Extensions.DependencyInjection;
using ZkAgent.DataGuard;
using ZkAgent.Departure;
using ZkAgent.Health;
using ZkAgent.Hosting;

namespace ZkAgent.Metrics;

/// <summary>Registers the page of metrics and what is counted for it.</summary>
internal static class MetricsRegistration
{
    public static IServiceCollection AddMetrics(this IServiceCollection services, RunPlan plan)
    {
        services.AddSingleton<ProbeTally>();
        services.AddSingleton(s =>
        {
            var sessions = s.GetRequiredService<SessionChecker>();
            return new FiguresSource(
                plan.Settings, plan.Seat, s.GetRequiredService<Sampler>(), () => sessions.Last, s.GetRequiredService<ProbeVerdicts>(),
                s.GetRequiredService<ProbeTally>(), s.GetRequiredService<PatientGate>(), s.GetRequiredService<VoteGuard>());
        });
        return services.AddSingleton(s => new MetricsEndpoint(
            plan.Settings.MetricNames, s.GetRequiredService<Sampler>(), s.GetRequiredService<FiguresSource>().GatherAsync));
    }
}
