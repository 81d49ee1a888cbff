using Microsoft.Extensions.DependencyInjection;
using ZkAgent.Core.Families;
using ZkAgent.Peers;
using ZkAgent.Volume;

namespace ZkAgent.Composition;

/// <summary>Registers the clients of the other members.</summary>
internal static class PeersRegistration
{
    public static IServiceCollection AddPeers(this IServiceCollection services, RunPlan plan) =>
        services
            .AddSingleton(s =>
            {
                var identities = s.GetRequiredService<VolumeIdentityFile>();
                return new PeerClient(plan.Member, plan.Settings.AgentPort, () => identities.LastKnown?.Ensemble, s.GetRequiredService<TimeProvider>())
                {
                    AgentPortOpener = ImageFamily.Of(Environment.GetCommandLineArgs()[0]).AgentPortOpener,
                };
            })
            .AddSingleton<IPeers>(s => s.GetRequiredService<PeerClient>());
}
