using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests;

/// <summary>Ids 0, 1 and 2, as charts have them whose myid is the ordinal.</summary>
public sealed class ServersFromZeroTests
{
    [Fact]
    public async Task Three_members_with_the_ids_zero_to_two_form_and_survive_a_restart_of_all()
    {
        await using var ensemble = await Ensemble.Serving(3, member => member.WithSettings("ZK_MYID_OFFSET=0"));

        Assert.Equal("0", (await ensemble[0].Exec("cat", "/var/lib/zookeeper/data/myid")).Output.Trim());
        await Poll.Until(async () => (await ensemble[0].Exec("cat", "/var/lib/zookeeper/data/zkagent.identity")).Output.Contains("members=0,1,2", StringComparison.Ordinal), Ensemble.ToServe, ensemble[0].Logs);
        await ensemble[0].Write("/kept", "by-server-zero");

        await Task.WhenAll(ensemble.Members.Select(m => m.Kill("KILL")));
        await Task.WhenAll(ensemble.Members.Select(m => m.Start()));

        Assert.Equal("by-server-zero", await ensemble[0].Read("/kept"));
        var status = await ensemble[1].Exec("zkagent", "status");
        Assert.True(status.ExitCode == 0, status.Both);
    }

    [Fact]
    public async Task A_member_with_the_id_zero_that_lost_its_volume_joins_again()
    {
        await using var ensemble = await Ensemble.Serving(3, member => member.WithSettings("ZK_MYID_OFFSET=0"));
        await ensemble[1].Write("/kept", "by-the-others");
        await ensemble.Remove(0);
        await ensemble.LoseVolume(0);

        var again = await ensemble.Start(0, member => member.WithSettings("ZK_MYID_OFFSET=0").UntilReady());

        Assert.Equal("by-the-others", await again.Read("/kept"));
    }
}
