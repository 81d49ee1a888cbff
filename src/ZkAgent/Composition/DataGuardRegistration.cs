using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ZkAgent.Core.Settings;
using ZkAgent.DataGuard;
using ZkAgent.Health;
using ZkAgent.Peers;
using ZkAgent.Restores;
using ZkAgent.Supervision;
using ZkAgent.Volume;

namespace ZkAgent.Composition;

/// <summary>Registers the services that decide whether this member may vote, and the identity of its volume.</summary>
internal static class DataGuardRegistration
{
    public static IServiceCollection AddDataGuard(this IServiceCollection services, RunPlan plan)
    {
        var directories = plan.Settings.Directories;
        var jvmFlags = JvmOptions.Of(plan.Launch.Environment).Text;
        services.AddSingleton(new VolumeIdentityFile(directories));
        services.AddSingleton(new InitializeMarker(directories));
        services.AddSingleton<VolumeLock>();
        services.AddSingleton(s => new VolumeInspector(directories, s.GetRequiredService<VolumeIdentityFile>(), plan.LocalMember.Standalone, jvmFlags, s.GetRequiredService<VolumeThread>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s =>
        {
            var state = s.GetRequiredService<SupervisionState>();
            return new MemberVolumes(s.GetRequiredService<VolumeInspector>(), s.GetRequiredService<InitializeMarker>(), s.GetRequiredService<VolumeThread>(), () => state.Now, Guid.NewGuid(), s.GetRequiredService<TimeProvider>(), () => s.GetRequiredService<RestoreSource>().Announced);
        });
        services.AddSingleton(directories);
        services.AddSingleton(plan.Overrides);
        services.AddSingleton(s => new VolumePreparation(
            plan.Member, directories, s.GetRequiredService<VolumeIdentityFile>(), s.GetRequiredService<InitializeMarker>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger>(), plan.ZooKeeper, s.GetService<RootAclMarker>()));
        services.AddSingleton(new MembershipFiles(directories, plan.ZooCfgWithoutList));
        services.AddSingleton<IStartRule>(s => plan.LocalMember.Pattern is null
            ? new StaticStart(directories, plan.ZooCfg, s.GetRequiredService<MembershipFiles>(), s.GetRequiredService<VolumeIdentityFile>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger>())
            : new DynamicStart(plan.Member, plan.Settings.Ensemble.Replicas ?? 1, s.GetRequiredService<MembershipFiles>(), s.GetRequiredService<VolumeIdentityFile>(), s.GetRequiredService<IKnownMembers>()));
        services.AddSingleton(s => new StartSteps(
            s.GetRequiredService<VolumeInspector>(), s.GetRequiredService<IStartRule>(), s.GetRequiredService<VolumePreparation>(), s.GetRequiredService<VolumeLock>(), s.GetRequiredService<RestoreSteps>(), s.GetRequiredService<VolumeThread>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new VoteGuard(
            plan.Member, s.GetRequiredService<IPeers>(), s.GetRequiredService<IStartRule>(), s.GetRequiredService<StartSteps>(), plan.Overrides, s.GetRequiredService<RestoreSteps>(), s.GetRequiredService<VolumeResponse>().Silence, s.GetRequiredService<SupervisionState>(), plan.Settings.Security.Phases, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger>()));
        services.AddSupportingService(s =>
        {
            var sampler = s.GetRequiredService<Sampler>();
            return new VolumeIdentityWriter(
                plan.Member, () => sampler.Current, s.GetRequiredService<IPeers>(), s.GetRequiredService<VolumeIdentityFile>(), s.GetRequiredService<VolumeThread>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger>());
        });
        services.AddSupportingService(s => new VolumeWatchdog(
            s.GetRequiredService<VolumeIdentityFile>(), s.GetRequiredService<VolumeThread>(), s.GetRequiredService<VolumeResponse>().Silence, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger>()));
        services.AddMetricsSource<GuardMetrics>();
        if (!plan.Guarded || !plan.HasPeers) return services;

        return services.AddSupportingService(s =>
        {
            var (guard, sampler) = (s.GetRequiredService<VoteGuard>(), s.GetRequiredService<Sampler>());
            return new GuardWatchdog(
                plan.Member, () => sampler.Current, s.GetRequiredService<IPeers>(), s.GetRequiredService<VolumeIdentityFile>(), s.GetRequiredService<VolumeInspector>(), s.GetRequiredService<VolumeThread>(),
                () => guard.Last, s.GetRequiredService<ZooKeeperRun>().Restart, s.GetRequiredService<TimeProvider>());
        });
    }
}
