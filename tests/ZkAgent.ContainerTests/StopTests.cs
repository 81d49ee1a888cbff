using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests;

/// <summary>How a member ends, and what its last words are.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task A_stop_takes_ZooKeeper_down_and_ends_with_0()
    {
        await using var ensemble = await Ensemble.Serving(1);

        await ensemble[0].Kill("TERM");

        // Far below the kubelet's 30 s: a stop signal that is not forwarded ends there with 137.
        Assert.Equal(0, await ensemble[0].WaitForExit(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task A_crashed_ZooKeeper_is_restarted_in_place_and_serves_again()
    {
        await using var ensemble = await Ensemble.Serving(1);
        await ensemble[0].Write("/kept", "through-a-crash");

        await ensemble[0].KillJava();

        await ensemble[0].WaitForLog("SIGKILL ended it", TimeSpan.FromSeconds(20));
        await ensemble[0].WaitUntilServing();
        Assert.Equal("through-a-crash", await ensemble[0].Read("/kept"));
        Assert.Equal(0, (await ensemble[0].Inspect()).RestartCount);
    }

    [Fact]
    public async Task Without_a_restart_budget_the_exit_is_handed_on()
    {
        await using var ensemble = await Ensemble.Serving(1, member => member.WithSettings("ZK_RESTART_LIMIT=0"));

        await ensemble[0].KillJava();

        Assert.Equal(137, await ensemble[0].WaitForExit(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Last_words_go_to_the_termination_log()
    {
        await using var ensemble = await Ensemble.Prepare(1);
        var member = await ensemble.Start(0, pod => pod.WithSettings("ZK_REPLICAS=none", "ZK_CLIENT_PORT=0", "ZK_TERMINATION_LOG=/var/lib/zookeeper/last-words"));

        Assert.Equal(78, await member.WaitForExit(TimeSpan.FromSeconds(20)));

        var words = await ensemble.VolumeOf(0).Shell("cat /volume/last-words");
        Assert.Contains("ZK_REPLICAS=none", words, StringComparison.Ordinal);
        Assert.Contains("ZK_CLIENT_PORT=0", words, StringComparison.Ordinal);
        Assert.Empty(await ensemble.VolumeOf(0).Shell("ls /volume/data /volume/log --format=commas | grep -v : || true"));
    }
}
