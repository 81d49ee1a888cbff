using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests;

/// <summary>The agent on each ZooKeeper that Debian has: different releases, Javas and log libraries.</summary>
public sealed class SuiteTests
{
    [Theory]
    [InlineData("bookworm", "3.8.0", true)]
    [InlineData("sid", "3.9.6", false)]
    public async Task It_runs_there_controls_the_log_level_and_warns_of_a_ZooKeeper_that_can_lose_data(string suite, string version, bool losesData)
    {
        await using var ensemble = await Ensemble.Prepare(1);
        await ensemble.Start(0, member => member.WithImage($"{TestImages.Agent}-{suite}").WithSettings("ZK_LOG_LEVEL=WARN").UntilReady());

        var status = await ensemble[0].Exec("zkagent", "status");
        Assert.Contains(version, status.Output, StringComparison.Ordinal);
        await ensemble[0].ZkCli("create", "/written", "here");
        var log = await ensemble[0].Logs();
        Assert.DoesNotContain(" - INFO  [main:", log, StringComparison.Ordinal);
        Assert.Equal(losesData, log.Contains($"ZooKeeper {version} can lose data. It ", StringComparison.Ordinal));
        await ensemble[0].Kill("TERM");
        Assert.Equal(0, await ensemble[0].WaitForExit(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task ZooKeepers_own_log_reaches_the_containers_output()
    {
        await using var ensemble = await Ensemble.Serving(1);

        Assert.Contains(" - INFO  [main:", await ensemble[0].Logs(), StringComparison.Ordinal);
    }
}
