using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ZkAgent.Backups;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;
using ZkAgent.Health;
using ZkAgent.Metrics;
using ZkAgent.Peers;
using ZkAgent.Protocol;
using ZkAgent.Supervision;
using ZkAgent.Volume;

namespace ZkAgent.Composition;

/// <summary>Registers the schedule of backups. Without ZK_BACKUP_DIR nothing is registered.</summary>
internal static class BackupsRegistration
{
    public static IServiceCollection AddBackups(this IServiceCollection services, RunPlan plan)
    {
        var settings = plan.Settings.Backups;
        if (settings.Directory is null) return services;

        services.AddSingleton<BackupBoard>();
        services.AddMetricsSource(s => new BackupMetrics(s.GetRequiredService<MetricsRegistry>(), settings, s.GetRequiredService<BackupBoard>()));
        services.AddSingleton(s =>
        {
            var sampler = s.GetRequiredService<Sampler>();
            return new BackupSurvey(plan.Member, () => sampler.Current, s.GetRequiredService<IPeers>());
        });
        services.AddSingleton(s =>
        {
            var time = s.GetRequiredService<TimeProvider>();
            var writer = new BackupWriter(new BarrierSession(s.GetRequiredService<AgentLogin>(), time), time);
            var verification = new VerificationProcess(s.GetRequiredService<ChildProcesses>());
            var choice = new VerificationChoice(settings.VerifyInFull, ValueReaders.Bytes(plan.Settings.Jvm.Heap), s.GetRequiredService<SupervisionState>(), s.GetRequiredService<ILogger>());
            return new BackupRun(
                settings, plan.LocalMember.Self.ShortName, cancellation => writer.WriteAsync(Request(plan), cancellation),
                (path, cancellation) => verification.RunAsync(path, choice.IsFull(path), cancellation), time, s.GetRequiredService<ILogger>());
        });
        services.AddSupportingService(s => new BackupService(
            settings, Ensemble(s), s.GetRequiredService<BackupSurvey>(), s.GetRequiredService<BackupRun>(), s.GetRequiredService<BackupBoard>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger>()));
        if (settings.LogInterval is null) return services;

        return services.AddSupportingService(s => new SegmentService(
            settings, Ensemble(s), s.GetRequiredService<BackupSurvey>(), new SegmentWriter(plan.Settings.Directories, settings.Compression), s.GetRequiredService<BackupBoard>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger>()));
    }

    private static BackupRequest Request(RunPlan plan) => new(plan.Settings.Directories, plan.Member.Now, plan.Settings.Backups.Directory!)
    {
        Compression = plan.Settings.Backups.Compression,
        BytesPerSecond = plan.Settings.Backups.Rate ?? 0,
    };

    private static Func<EnsembleId?> Ensemble(IServiceProvider services)
    {
        var identities = services.GetRequiredService<VolumeIdentityFile>();
        return () => identities.LastKnown?.Ensemble;
    }
}
