using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ZkAgent.DataGuard;
using ZkAgent.Kubernetes;
using ZkAgent.Membership;

namespace ZkAgent.Composition;

/// <summary>Registers what reads the API server and the headless service, with dynamic membership alone.</summary>
internal static class KubernetesRegistration
{
    public static IServiceCollection AddKubernetes(this IServiceCollection services, RunPlan plan)
    {
        if (plan.LocalMember.Pattern is not { } pattern) return services;
        return services
            .AddSingleton(PodAccount.OfPod())
            .AddSingleton(s => new ApiClient(s.GetRequiredService<PodAccount>(), s.GetRequiredService<TimeProvider>()))
            .AddSingleton(s => new StatefulSetClient(s.GetRequiredService<ApiClient>(), s.GetRequiredService<PodAccount>(), pattern.StatefulSet, plan.Settings.Ensemble.Namespace))
            .AddSingleton(s => new HeadlessAddresses(plan.Member, plan.Settings.AgentPort, Dns.GetHostAddressesAsync, s.GetRequiredService<TimeProvider>()))
            .AddSupportingService(s => new StatefulSetWatch(s.GetRequiredService<StatefulSetClient>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger>()))
            .AddSingleton<IKnownMembers, ClusterMembers>()
            .AddSingleton<IWantedMembers>(s => s.GetRequiredService<StatefulSetWatch>());
    }
}
