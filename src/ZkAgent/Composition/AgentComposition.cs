using Microsoft.AspNetCore.Builder;
using ZkAgent.Hosting;
using ZkAgent.Logging;

namespace ZkAgent.Composition;

/// <summary>The composition root of <c>run</c>: each subject registers its services in its own folder.</summary>
internal static class AgentComposition
{
    /// <param name="plan">The plan of <c>run</c>.</param>
    /// <param name="signals">The process's signals.</param>
    /// <param name="log">The agent's log.</param>
    /// <returns>The host, not started.</returns>
    public static WebApplication Compose(RunPlan plan, SignalLifetime signals, ContainerLog log)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services
            .AddAgent(plan, signals, log)
            .AddSupervision(plan)
            .AddTls(plan)
            .AddSasl(plan)
            .AddHealth(plan)
            .AddPeers(plan)
            .AddKubernetes(plan)
            .AddRestores(plan)
            .AddDataGuard(plan)
            .AddDeparture(plan)
            .AddMembership(plan)
            .AddBackups(plan)
            .AddMetrics(plan)
            .AddStatusPage(plan);
        builder.AddHttp(plan.Settings.AgentPort);
        return builder.Build().MapHttp();
    }
}
