using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ZkAgent.Composition;
using ZkAgent.Hosting;
using ZkAgent.Http;
using ZkAgent.StatusPage;

namespace ZkAgent.Tests.Http;

/// <summary>The agent's HTTP server as the host builds it, with its answers given by the test.</summary>
internal static class LoopbackServer
{
    public static WebApplication Build(int port, ProbePaths paths, MetricsEndpoint metrics, IStatusPage? page = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.AddHttp(port);
        builder.Services
            .AddSingleton(new AgentExit(new StopRequests(TimeProvider.System), new TerminationLog("/dev/null", TimeProvider.System), NullLogger.Instance))
            .AddSingleton(new ProbeApplication(paths, metrics, page ?? new StatusPages(new(["zk-0.zk-hs"], AnswersToAny: false), null, null, new(TimeProvider.System))));
        return builder.Build().MapHttp();
    }

    public static int PortOf(WebApplication server) =>
        new Uri(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
}
