using Microsoft.Extensions.DependencyInjection;
using ZkAgent.Hosting;

namespace ZkAgent.Peers;

/// <summary>Registers what asks the other members.</summary>
internal static class PeersRegistration
{
    public static IServiceCollection AddPeers(this IServiceCollection services, RunPlan plan) =>
        services.AddSingleton(s => new PeerLooker(plan.Seat, plan.Settings.AgentPort, s.GetRequiredService<TimeProvider>()));
}
