using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ZkAgent.Restores;
using ZkAgent.Volume;

namespace ZkAgent.Composition;

/// <summary>Registers what carries a restore out.</summary>
internal static class RestoreRegistration
{
    public static IServiceCollection AddRestores(this IServiceCollection services, RunPlan plan) => services
        .AddSingleton(s => new RestoreSource(plan.Settings.Restore, plan.ZooKeeper, static (settings, stop) => RestoreBackup.Read(settings.Path, settings.Cut, settings.Name, stop), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger>()))
        .AddSingleton(s => new RestorePlacement(plan.Settings.Directories, s.GetRequiredService<VolumeIdentityFile>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger>()))
        .AddSingleton<RestoreProgress>()
        .AddSingleton(s => new RestoreSteps(plan.Member, plan.Settings.Restore, s.GetRequiredService<RestoreSource>(), s.GetRequiredService<RestorePlacement>(), s.GetRequiredService<RestoreProgress>(), s.GetRequiredService<ILogger>()))
        .AddMetricsSource<RestoreMetrics>();
}
