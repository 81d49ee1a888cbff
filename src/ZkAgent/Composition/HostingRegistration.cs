using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Status;
using ZkAgent.Hosting;
using ZkAgent.Logging;
using ZkAgent.Machine;
using ZkAgent.Volume;

namespace ZkAgent.Composition;

/// <summary>Registers what every subject uses: the prepared plan, the signals, the log, the clock, and the runner of supporting services.</summary>
internal static class HostingRegistration
{
    /// <summary>Once ZooKeeper has ended, the agent does not wait for an open scrape.</summary>
    private static readonly TimeSpan HttpDrainTimeout = TimeSpan.FromSeconds(1);

    /// <param name="services">The host's services.</param>
    /// <param name="plan">The plan of <c>run</c>.</param>
    /// <param name="signals">The process's signal handlers, installed by the first line of Main.</param>
    /// <param name="log">The agent's log.</param>
    public static IServiceCollection AddAgent(this IServiceCollection services, RunPlan plan, SignalLifetime signals, ContainerLog log) => services
        .AddLogging(logging => logging.AddProvider(log))
        .AddSingleton<ILogger>(log)
        .AddSingleton(TimeProvider.System)
        // One clock dates all durations, and a change of the system time does not move it.
        .AddSingleton(new SteadyTime(TimeProvider.System))
        .AddSingleton(plan.Settings)
        .AddSingleton(s => new VolumeThread(s.GetRequiredService<TimeProvider>()))
        .AddSingleton(s => new VolumeResponse(plan.Settings.Directories, s.GetRequiredService<VolumeThread>()))
        .AddSingleton(plan.LocalMember)
        .AddSingleton(plan.Member)
        .AddSingleton(plan.Launch)
        .AddSingleton(plan.TerminationMessage)
        .AddSingleton(new AgentIdentity(AgentVersion.Text, plan.LocalMember, MemberNames.Of(plan.LocalMember, HostFactsFile.Read().Named(plan.Settings.Ensemble.PodName))) { Phases = plan.Settings.Security.Phases })
        .AddSingleton(signals)
        .AddSingleton(signals.Stop)
        .AddSingleton<IHostLifetime>(signals)
        .AddSingleton<AgentExit>()
        .AddSingleton<SupportingServices>()
        .AddHostedService(s => s.GetRequiredService<SupportingServices>())
        .Configure<HostOptions>(options => options.ShutdownTimeout = HttpDrainTimeout);

    /// <summary>Registers a supporting service, also under its own type.</summary>
    public static IServiceCollection AddSupportingService<
        [System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembers(System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IServiceCollection services) where T : class, ISupportingService => services
        .AddSingleton<T>()
        .AddSingleton<ISupportingService>(s => s.GetRequiredService<T>());

    /// <inheritdoc cref="AddSupportingService{T}(IServiceCollection)"/>
    public static IServiceCollection AddSupportingService<T>(this IServiceCollection services, Func<IServiceProvider, T> make) where T : class, ISupportingService => services
        .AddSingleton(make)
        .AddSingleton<ISupportingService>(s => s.GetRequiredService<T>());
}
