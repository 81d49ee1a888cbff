using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests;

/// <summary>PID 1 is another program, as with <c>docker run --init</c>, tini and shareProcessNamespace.</summary>
public sealed class AgentBehindAnInitTests
{
    [Fact]
    public async Task Commands_find_its_flags_and_the_old_health_check_asks_its_port()
    {
        await using var ensemble = await Ensemble.Prepare(1);
        var member = await ensemble.Start(0, pod => pod
            .WithCreateParameterModifier(parameters => parameters.HostConfig!.Init = true)
            .WithEntrypoint("start-zookeeper").WithCommand("--servers=1", "--client_port=2191", "--myid_offset=0").UntilReady());

        Assert.NotEqual("/usr/local/bin/zkagent", (await member.Exec("readlink", "/proc/1/exe")).Output.Trim());
        Assert.Contains("2191", (await member.Exec("zkagent", "connect-string")).Output, StringComparison.Ordinal);
        Assert.Contains("standalone", (await member.Exec("zkServer.sh", "status")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await member.Exec("zkOk.sh")).ExitCode);
        Assert.Equal(0, (await member.Exec("sh", "-c", "ln -s /usr/local/bin/zkagent /tmp/healthcheck.sh && ZOO_HC_TIMEOUT=2 /tmp/healthcheck.sh")).ExitCode);
        Assert.NotEqual(0, (await member.Exec("sh", "-c", "ZOO_HC_TIMEOUT=2 /tmp/healthcheck.sh 2999")).ExitCode);
    }

    [Theory]
    [InlineData("/tmp/entrypoint.sh /run.sh")]
    [InlineData("/tmp/docker-entrypoint.sh zkServer.sh start-foreground")]
    public async Task An_entry_point_of_another_image_runs_the_agent_and_executes_other_words(string line)
    {
        await using var ensemble = await Ensemble.Prepare(1);
        var link = line.Split(' ')[0];
        var member = await ensemble.Start(0, pod => pod
            .WithSettings("ZK_DATA_DIR=/var/lib/zookeeper/data", "ZK_DATA_LOG_DIR=/var/lib/zookeeper/log", "ZK_CONF_DIR=/opt/zookeeper/conf", "ZK_LOG_DIR=/var/log/zookeeper")
            .WithShell("bash", $"ln -s /usr/local/bin/zkagent {link}; exec {line}").UntilReady());

        Assert.Equal("words", (await member.Exec(link, "bash", "-c", "echo words")).Output.Trim());
        Assert.Equal(127, (await member.Exec(link, "no-such-program")).ExitCode);
    }
}
