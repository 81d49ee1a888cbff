using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ZkAgent.Hosting;
using ZkAgent.Supervision;

namespace ZkAgent.Departure;

/// <summary>Registers the departure gate and the socket of <c>zkagent drain</c>.</summary>
internal static class DepartureRegistration
{
    public static IServiceCollection AddDeparture(this IServiceCollection services, RunPlan plan) => services
        .AddSingleton<PatientGate>()
        .AddSupportingService(s => new DrainSocket(
            DrainSocket.PathIn(plan.Settings.Directories), plan.Settings.Supervision.GracePeriod, s.GetRequiredService<StopRequests>(),
            s.GetRequiredService<PatientGate>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger>()));
}
