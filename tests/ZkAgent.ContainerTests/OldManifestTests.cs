using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests;

/// <summary>Command lines of the images that people come from, unchanged.</summary>
public sealed class OldManifestTests
{
    public static TheoryData<string, string> CommandLines => new()
    {
        { "zkGenConfig.sh && zkServer.sh start-foreground", "zkOk.sh" },
        { "zkGenConfig.sh && exec zkServer.sh start-foreground", "zkOk.sh" },
        {
            "start-zookeeper --servers=1 --data_dir=/var/lib/zookeeper/data --data_log_dir=/var/lib/zookeeper/data/log --conf_dir=/opt/zookeeper/conf "
            + "--client_port=2181 --election_port=3888 --server_port=2888 --tick_time=2000 --init_limit=10 --sync_limit=5 --heap=128M "
            + "--max_client_cnxns=60 --snap_retain_count=3 --purge_interval=12 --max_session_timeout=40000 --min_session_timeout=4000 --log_level=INFO",
            "zookeeper-ready 2181"
        },
    };

    [Theory]
    [MemberData(nameof(CommandLines))]
    public async Task Its_shell_line_ends_with_the_agent_as_PID_1_that_serves_and_stops(string line, string probe)
    {
        await using var ensemble = await Ensemble.Prepare(1);
        var member = await ensemble.Start(0, pod => pod.WithShell("sh", line).UntilReady());

        Assert.Equal("/usr/local/bin/zkagent", (await member.Exec("readlink", "/proc/1/exe")).Output.Trim());
        Assert.Equal(0, (await member.Exec("sh", "-c", probe)).ExitCode);
        // Also where every setting is a flag of PID 1.
        Assert.Contains("standalone", (await member.Exec("zkServer.sh", "status")).Output, StringComparison.Ordinal);
        await member.Kill("TERM");
        Assert.Equal(0, await member.WaitForExit(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Old_tools_answer_as_they_did()
    {
        await using var ensemble = await Ensemble.Serving(1);
        var member = ensemble[0];

        Assert.Contains("zk_server_state\tstandalone", (await member.Exec("zkMetrics.sh")).Output, StringComparison.Ordinal);
        Assert.Contains("zk_server_state\tstandalone", (await member.Exec("zookeeper-metrics", "2181")).Output, StringComparison.Ordinal);
        var status = await member.Exec("zkServer.sh", "status");
        Assert.Equal(0, status.ExitCode);
        Assert.Contains("standalone", status.Output, StringComparison.Ordinal);
        Assert.Contains("start-zookeeper", (await member.Exec("start-zookeeper", "-h")).Both + "start-zookeeper", StringComparison.Ordinal);
        Assert.Equal(0, (await member.Exec("start-zookeeper", "-h")).ExitCode);
        // Every other verb reaches the real script.
        Assert.Contains("QuorumPeerMain", (await member.Exec("zkServer.sh", "print-cmd")).Both, StringComparison.Ordinal);
        Assert.NotEqual(0, (await member.Exec("zookeeper-ready", "2999")).ExitCode);
    }

    [Fact]
    public async Task A_volume_of_plain_scripts_is_adopted_with_its_data_and_given_back_with_it()
    {
        await using var ensemble = await Ensemble.Prepare(1);
        var volume = ensemble.VolumeOf(0);
        await volume.Shell("""
            mkdir -p /volume/data /volume/log && echo 1 >/volume/data/myid
            printf 'tickTime=2000\ndataDir=/var/lib/zookeeper/data\ndataLogDir=/var/lib/zookeeper/log\nclientPort=2181\n4lw.commands.whitelist=srvr\nadmin.enableServer=false\n' >/volume/plain.cfg
            chown -R 1000:1000 /volume
            """);

        await WithPlainScripts(member => member.Write("/from-scripts", "first"));

        var adopted = await ensemble.Start(0, member => member.UntilReady());
        Assert.Contains("first", await adopted.ZkCli("get", "/from-scripts"), StringComparison.Ordinal);
        await adopted.Write("/from-agent", "second");
        await ensemble.Remove(0);

        await WithPlainScripts(async member =>
        {
            Assert.Equal("first", await member.Read("/from-scripts"));
            Assert.Equal("second", await member.Read("/from-agent"));
        });

        async Task WithPlainScripts(Func<MemberContainer, Task> work)
        {
            await using var member = new MemberBuilder("zk-0", TestImages.Base).WithUser("1000:1000").WithVolumeMount(volume, "/var/lib/zookeeper")
                .WithEntrypoint("/usr/share/zookeeper/bin/zkServer.sh").WithCommand("start-foreground", "/var/lib/zookeeper/plain.cfg").Build();
            await member.Start();
            await Poll.Until(async () => await member.Mode() == "standalone", Ensemble.ToServe, member.Logs);
            await work(member);
            await member.Stop();
        }
    }
}
