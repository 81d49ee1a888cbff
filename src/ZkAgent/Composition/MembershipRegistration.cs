using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Supervision;
using ZkAgent.Departure;
using ZkAgent.Health;
using ZkAgent.Launch;
using ZkAgent.Membership;
using ZkAgent.Metrics;
using ZkAgent.Peers;
using ZkAgent.Protocol;
using ZkAgent.Supervision;
using ZkAgent.Volume;

namespace ZkAgent.Composition;

/// <summary>Registers what changes the membership while ZooKeeper runs and when it stops. With a static list nothing is registered.</summary>
internal static class MembershipRegistration
{
    public static IServiceCollection AddMembership(this IServiceCollection services, RunPlan plan)
    {
        if (plan.LocalMember.Pattern is not { } pattern) return services;
        var (replicas, ordered) = (plan.Settings.Ensemble.Replicas ?? 1, plan.Settings.OrderedPods);
        return services
            .AddSingleton(s => new MembershipSurvey(
                plan.Member, pattern, s.GetRequiredService<Sampler>().SampleAsync, s.GetRequiredService<MemberVolumes>().NowAsync, s.GetRequiredService<IPeers>()))
            .AddSingleton<IReconfiguration>(s => new Reconfiguration(
                s.GetRequiredService<SampledServer>(), plan.SuperUser is { Identity: { } identity } ? new(identity, null) : new(null, s.GetRequiredService<AgentLogin>().Login), s.GetRequiredService<TimeProvider>())
            {
                NameProblem = async stop => (await OwnNameLookup.LookUpAsync(plan.LocalMember.Self.Host, stop)).Problem,
            })
            .AddSingleton(s => new CountedReconfiguration(s.GetRequiredService<IReconfiguration>(), s.GetRequiredService<MetricsRegistry>()))
            .AddSupportingService(s =>
            {
                var state = s.GetRequiredService<SupervisionState>();
                return new ConfigurationFollower(
                    () => state.Now.Phase is ProcessPhase.Running or ProcessPhase.Stopping, plan.Member, replicas, s.GetRequiredService<IWantedMembers>(), s.GetRequiredService<MembershipFiles>(),
                    s.GetRequiredService<VolumeIdentityFile>(), s.GetRequiredService<IPeers>(), s.GetRequiredService<VolumeThread>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger>());
            })
            .AddSupportingService(s =>
            {
                var sampler = s.GetRequiredService<Sampler>();
                return new MembershipService(
                    s.GetRequiredService<MembershipSurvey>(), () => sampler.Current, s.GetRequiredService<IWantedMembers>(), s.GetRequiredService<CountedReconfiguration>(),
                    facts => MembershipReadiness.Decide(facts, replicas, ordered), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger>());
            })
            .AddSingleton(s => new MembershipDeparture(
                s.GetRequiredService<MembershipSurvey>(), s.GetRequiredService<IWantedMembers>(), s.GetRequiredService<CountedReconfiguration>(),
                s.GetRequiredService<DepartureGate>().PassAsync, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger>()))
            .AddMetricsSource(s =>
            {
                var service = s.GetRequiredService<MembershipService>();
                return new DynamicMembershipMetrics(s.GetRequiredService<MetricsRegistry>(), () => service.View);
            });
    }

    /// <summary>What a stop passes: with dynamic membership a member that stops for good leaves first.</summary>
    public static Func<CancellationToken, Task<string>> Departure(this IServiceProvider services) =>
        services.GetService<MembershipDeparture>() is { } departure ? departure.PassAsync : services.GetRequiredService<DepartureGate>().PassAsync;
}
