using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using ZkAgent.Hosting;
using ZkAgent.Metrics;
using ZkAgent.Volume;

namespace ZkAgent.Composition;

/// <summary>Registers the registry of metrics, and the figures that belong to no other chapter.</summary>
internal static class MetricsRegistration
{
    public static IServiceCollection AddMetrics(this IServiceCollection services, RunPlan plan) => services
        .AddSingleton<MetricsRegistry>()
        .AddSingleton<AgentPage>()
        .AddMetricsSource<BuildMetrics>()
        .AddMetricsSource(s => new DiskMetrics(s.GetRequiredService<MetricsRegistry>(), new DiskWatch(plan.Settings.Directories, s.GetRequiredService<VolumeThread>(), s.GetRequiredService<Host.SteadyTime>()).SampleAsync))
        .AddMetricsSource<VolumeMetrics>()
        .AddMetricsSource<ServiceMetrics>()
        .AddMetricsSource<ProcessMetrics>();

    /// <summary>Registers figures that are brought up to date for each page, for others as themselves too.</summary>
    public static IServiceCollection AddMetricsSource<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IServiceCollection services) where T : class, IMetricsSource => services
        .AddSingleton<T>()
        .AddSingleton<IMetricsSource>(s => s.GetRequiredService<T>());

    /// <inheritdoc cref="AddMetricsSource{T}(IServiceCollection)"/>
    public static IServiceCollection AddMetricsSource<T>(this IServiceCollection services, Func<IServiceProvider, T> make) where T : class, IMetricsSource => services
        .AddSingleton(make)
        .AddSingleton<IMetricsSource>(s => s.GetRequiredService<T>());
}
