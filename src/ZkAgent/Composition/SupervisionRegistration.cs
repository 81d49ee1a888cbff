using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ZkAgent.Core.Supervision;
using ZkAgent.DataGuard;
using ZkAgent.Health;
using ZkAgent.Hosting;
using ZkAgent.Launch;
using ZkAgent.Native;
using ZkAgent.Supervision;

namespace ZkAgent.Composition;

/// <summary>Registers the services that start, watch and stop the ZooKeeper process.</summary>
internal static class SupervisionRegistration
{
    public static IServiceCollection AddSupervision(this IServiceCollection services, RunPlan plan)
    {
        services.AddSingleton<SupervisionState>().AddSingleton<MountedFilesGate>();
        services.AddSingleton(s => new ZooKeeperOutput(plan.Settings.LogFormat, Console.OpenStandardOutput(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new ChildProcesses(ExecShim.ForThisProcess, s.GetRequiredService<ZooKeeperOutput>().Descriptor));
        services.AddSingleton(_ => new OomKills());
        services.AddSingleton(_ => new RestartBudget(plan.Settings.Supervision.RestartLimit, Core.Settings.SupervisionSettings.RestartWindow));
        services.AddSingleton(s => new ZooKeeperStop(
            s.GetRequiredService<ChildProcesses>(), s.GetRequiredService<StopRequests>(), plan.Settings.Supervision.GracePeriod,
            s.Departure(), s.GetRequiredService<SupervisionState>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger>()));
        services.AddSingleton(s =>
        {
            var sampler = s.GetRequiredService<Sampler>();
            var run = new ZooKeeperRun(
                s.GetRequiredService<ChildProcesses>(), s.GetRequiredService<StopRequests>(), s.GetRequiredService<ZooKeeperStop>(), s.GetRequiredService<OomKills>(),
                () => sampler.Current.Run.Loaded, s.GetRequiredService<SupervisionState>(), s.GetRequiredService<ILogger>());
            s.GetRequiredService<SignalLifetime>().Quit = run.PrintThreads;
            return run;
        });
        services.AddSingleton(s => new Supervisor(
            async stop => await s.GetRequiredService<MountedFilesGate>().PassAsync(stop) ?? (plan.Guarded ? await s.GetRequiredService<VoteGuard>().PassAsync(stop) : null),
            s.GetRequiredService<ZooKeeperRun>(), s.GetRequiredService<RestartBudget>(), s.GetRequiredService<StopRequests>(),
            s.GetRequiredService<SupervisionState>(), s.GetRequiredService<RestartMetrics>(), plan.TerminationMessage, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger>()));
        services.AddSingleton(s => new OwnNameWait(
            OwnNameLookup.LookUpAsync, sentence => s.GetRequiredService<ILogger>().LogInformation("{Sentence}", sentence),
            s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger>()));
        services.AddMetricsSource<RestartMetrics>().AddMetricsSource<HeapMetrics>();
        return services.AddHostedService<SupervisorService>();
    }
}
