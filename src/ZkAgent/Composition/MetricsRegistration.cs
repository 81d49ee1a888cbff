using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using ZkAgent.Hosting;
using ZkAgent.Machine;
using ZkAgent.Metrics;
using ZkAgent.Volume;

namespace ZkAgent.Composition;

/// <summary>Registers the metrics registry and the metrics that belong to no other subject.</summary>
internal static class MetricsRegistration
{
    public static IServiceCollection AddMetrics(this IServiceCollection services, RunPlan plan) => services
        .AddSingleton<MetricsRegistry>()
        .AddSingleton<AgentPage>()
        .AddMetricsSource<BuildMetrics>()
        .AddSingleton(s => new DiskWatch(plan.Settings.Directories, s.GetRequiredService<VolumeThread>(), s.GetRequiredService<SteadyTime>()))
        .AddMetricsSource(s => new DiskMetrics(s.GetRequiredService<MetricsRegistry>(), s.GetRequiredService<DiskWatch>().SampleAsync))
        .AddMetricsSource<VolumeMetrics>()
        .AddMetricsSource<ServiceMetrics>()
        .AddMetricsSource<ProcessMetrics>();

    /// <summary>Registers a metrics source, which updates its series for each page, also under its own type.</summary>
    public static IServiceCollection AddMetricsSource<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IServiceCollection services) where T : class, IMetricsSource => services
        .AddSingleton<T>()
        .AddSingleton<IMetricsSource>(s => s.GetRequiredService<T>());

    /// <inheritdoc cref="AddMetricsSource{T}(IServiceCollection)"/>
    public static IServiceCollection AddMetricsSource<T>(this IServiceCollection services, Func<IServiceProvider, T> make) where T : class, IMetricsSource => services
        .AddSingleton(make)
        .AddSingleton<IMetricsSource>(s => s.GetRequiredService<T>());
}
