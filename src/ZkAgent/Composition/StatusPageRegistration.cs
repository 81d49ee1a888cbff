using Microsoft.Extensions.DependencyInjection;
using ZkAgent.Backups;
using ZkAgent.Core.Status;
using ZkAgent.Http;
using ZkAgent.Machine;
using ZkAgent.Membership;
using ZkAgent.Peers;
using ZkAgent.StatusPage;

namespace ZkAgent.Composition;

/// <summary>Registers the status page and the history that it shows. Where the page is off, nothing is recorded.</summary>
internal static class StatusPageRegistration
{
    public static IServiceCollection AddStatusPage(this IServiceCollection services, RunPlan plan)
    {
        services.AddSingleton<LocalDetails>();
        if (!plan.Settings.StatusPage) return services.AddSingleton<IStatusPage>(s => new StatusPages(s.GetRequiredService<AgentIdentity>().Names, null, null, s.GetRequiredService<SteadyTime>()));
        services
            .AddSingleton<PageHistory>()
            .AddSingleton(s => new SampleRecorder(s.GetRequiredService<PageHistory>(), s.GetService<LeaderWatch>()))
            .AddSingleton(s =>
            {
                var (membership, backups, time) = (s.GetService<MembershipService>(), s.GetService<BackupBoard>(), s.GetRequiredService<TimeProvider>());
                // The paths of the probes are made after this: they are looked up with the first question.
                return new EnsembleSurvey(plan.Member, plan.Settings.AgentPort, () => s.GetRequiredService<ProbePaths>().StatusAsync(), () => membership?.View, time)
                {
                    Backup = () => backups?.View.Line(time.GetUtcNow()),
                };
            })
            .AddSingleton<IStatusPage>(s => new StatusPages(s.GetRequiredService<AgentIdentity>().Names, s.GetRequiredService<EnsembleSurvey>(), s.GetRequiredService<PageHistory>(), s.GetRequiredService<SteadyTime>()));
        return plan.HasPeers
            ? services.AddSupportingService(s => new LeaderWatch(plan.Member, s.GetRequiredService<IPeers>(), s.GetRequiredService<PageHistory>()))
            : services;
    }
}
