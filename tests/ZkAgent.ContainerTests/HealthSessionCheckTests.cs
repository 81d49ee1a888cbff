using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests;

/// <summary>The agent opens a session as a client does, and says how that went.</summary>
public sealed class HealthSessionCheckTests
{
    [Fact]
    public async Task A_server_that_serves_shows_a_session_that_came_and_went()
    {
        await using var ensemble = await Ensemble.Serving(1);
        var member = ensemble[0];

        var verbose = "";
        await Poll.Until(async () => (verbose = (await member.Get("/readyz?verbose")).Body).Contains("[+]session ok", StringComparison.Ordinal), Ensemble.ToServe, member.Logs);

        Assert.Contains("[+]session ok (informational): opened and closed in ", verbose, StringComparison.Ordinal);
        Assert.Contains("zkagent_session_check_passing 1\n", (await member.Get("/metrics")).Body, StringComparison.Ordinal);
    }
}
