using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests;

/// <summary>The main job: three containers become an ensemble and stay one.</summary>
public sealed class FormationTests
{
    [Fact]
    public async Task Three_members_form_an_ensemble_that_survives_the_loss_of_its_leader()
    {
        await using var ensemble = await Ensemble.Serving(3);

        var status = await ensemble[1].Exec("zkagent", "status");
        Assert.True(status.ExitCode == 0, status.Both);
        Assert.Single(Lines(status, "leader"));
        Assert.Equal(2, Lines(status, "follower").Count());
        Assert.Equal("zk-0.zk-hs.test.svc.cluster.local:2181,zk-1.zk-hs.test.svc.cluster.local:2181,zk-2.zk-hs.test.svc.cluster.local:2181",
            (await ensemble[0].Exec("zkagent", "connect-string")).Output.Trim());
        foreach (var member in ensemble.Members)
        {
            Assert.Equal("/usr/local/bin/zkagent", (await member.Exec("readlink", "/proc/1/exe")).Output.Trim());
            Assert.Equal(200, (await member.Get("/readyz")).Status);
            Assert.Equal(200, (await member.Get("/livez")).Status);
            Assert.Equal(200, (await member.Get("/startupz")).Status);
        }

        await ensemble[0].Write("/kept", "through-a-failover");
        var leader = await ensemble.Leader();
        await ensemble[leader].Kill("KILL");
        await ensemble.WaitForQuorumOf([.. Enumerable.Range(0, 3).Where(i => i != leader)]);

        await ensemble[leader].Start();
        Assert.Equal("through-a-failover", await ensemble[leader].Read("/kept"));
    }

    [Fact]
    public async Task A_whole_ensemble_that_is_killed_comes_back_with_its_data()
    {
        await using var ensemble = await Ensemble.Serving(3);
        await ensemble[0].Write("/kept", "through-a-blackout");

        await Task.WhenAll(ensemble.Members.Select(m => m.Kill("KILL")));
        await Task.WhenAll(ensemble.Members.Select(m => m.Start()));

        Assert.Equal("through-a-blackout", await ensemble[2].Read("/kept"));
    }

    [Fact]
    public async Task Ordinals_above_the_participants_observe()
    {
        await using var ensemble = await Ensemble.Serving(4, member => member.WithSettings("ZK_PARTICIPANTS=3"));

        var modes = await ensemble.Modes();

        Assert.Equal("observer", modes[3]);
        Assert.Equal("follower follower leader", string.Join(' ', modes[..3].Order()));
        Assert.Equal(200, (await ensemble[3].Get("/readyz")).Status);
    }

    [Fact]
    public async Task One_replica_is_standalone_on_a_read_only_root()
    {
        await using var ensemble = await Ensemble.Serving(1,
            member => member.WithReadOnlyRoot().WithTmpfs("/tmp", "").WithTmpfs("/opt/zookeeper/conf", "uid=1000,gid=1000"));

        Assert.Equal("standalone", Assert.Single(await ensemble.Modes()));
        Assert.Equal(200, (await ensemble[0].Get("/readyz")).Status);
    }

    private static IEnumerable<string> Lines(CommandResult result, string word) =>
        result.Output.Split('\n').Where(l => l.Contains(word, StringComparison.Ordinal));
}
