using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Status;
using ZkAgent.Host;
using ZkAgent.Hosting;
using ZkAgent.Logging;
using ZkAgent.Volume;

namespace ZkAgent.Composition;

/// <summary>Registers what every chapter uses: the settled plan, the signals, the log, the clock, and the runner of supporting services.</summary>
internal static class HostingRegistration
{
    /// <summary>An open scrape is no reason to stay once ZooKeeper is gone.</summary>
    private static readonly TimeSpan HttpDrainTimeout = TimeSpan.FromSeconds(1);

    /// <param name="services">The host's services.</param>
    /// <param name="plan">What was settled before.</param>
    /// <param name="signals">The process's signals, taken since its first line.</param>
    /// <param name="log">The agent's log.</param>
    public static IServiceCollection AddAgent(this IServiceCollection services, RunPlan plan, SignalLifetime signals, ContainerLog log) => services
        .AddLogging(logging => logging.AddProvider(log))
        .AddSingleton<ILogger>(log)
        .AddSingleton(TimeProvider.System)
        // What is told by how long it has lasted is dated by one clock that is never set.
        .AddSingleton(new SteadyTime(TimeProvider.System))
        .AddSingleton(plan.Settings)
        .AddSingleton(s => new VolumeThread(s.GetRequiredService<TimeProvider>()))
        .AddSingleton(s => new VolumeResponse(plan.Settings.Directories, s.GetRequiredService<VolumeThread>()))
        .AddSingleton(plan.LocalMember)
        .AddSingleton(plan.Launch)
        .AddSingleton(plan.TerminationMessage)
        .AddSingleton(new AgentIdentity(AgentVersion.Text, plan.LocalMember, MemberNames.Of(plan.LocalMember, HostFactsFile.Read())))
        .AddSingleton(signals)
        .AddSingleton(signals.Stop)
        .AddSingleton<IHostLifetime>(signals)
        .AddSingleton<AgentExit>()
        .AddSingleton<SupportingServices>()
        .AddHostedService(s => s.GetRequiredService<SupportingServices>())
        .Configure<HostOptions>(options => options.ShutdownTimeout = HttpDrainTimeout);

    /// <summary>Registers a supporting service, for others as itself too.</summary>
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
