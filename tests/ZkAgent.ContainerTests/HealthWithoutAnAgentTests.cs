using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests;

/// <summary>Exec probes where ZooKeeper was started by its own scripts: the binary alone asks ZooKeeper itself.</summary>
public sealed class HealthWithoutAnAgentTests
{
    private static readonly string[] Questions = ["startup", "live", "ready"];

    // Its whitelist is ZooKeeper's default: srvr only.
    private const string PlainScripts = """
        mkdir -p /tmp/data
        printf 'tickTime=2000\ndataDir=/tmp/data\nclientPort=2181\nadmin.enableServer=false\n' >/tmp/plain.cfg
        /usr/share/zookeeper/bin/zkServer.sh start-foreground /tmp/plain.cfg
        sleep 120
        """;

    [Fact]
    public async Task Probes_ask_ZooKeeper_itself_and_say_that_there_is_no_agent()
    {
        await using var member = new MemberBuilder("zk-0", TestImages.Agent).WithShell("bash", PlainScripts).Build();
        await member.Start();
        await Poll.Until(async () => await member.Mode() == "standalone", Ensemble.ToServe, member.Logs);

        Assert.Equal("startup 0: ZooKeeper has loaded its database (no agent: port 9141 refused the connection)", await Probe(member, "startup"));
        Assert.StartsWith("live 0: ZooKeeper serves as standalone", await Probe(member, "live"), StringComparison.Ordinal);
        Assert.StartsWith("ready 0: ZooKeeper serves as standalone", await Probe(member, "ready"), StringComparison.Ordinal);

        await member.SignalJava("STOP");
        foreach (var said in await Task.WhenAll(Questions.Select(question => Probe(member, question))))
        {
            Assert.Contains(" 1: ZooKeeper ", said, StringComparison.Ordinal);
            Assert.Contains("no answer within", said, StringComparison.Ordinal);
        }

        await member.KillJava();
        foreach (var question in Questions)
            Assert.Contains("connection refused", await Probe(member, question), StringComparison.Ordinal);
    }

    private static async Task<string> Probe(MemberContainer member, string question)
    {
        var result = await member.Exec("zkagent", "probe", question);
        return $"{question} {result.ExitCode}: {result.Output.Trim()}";
    }
}
