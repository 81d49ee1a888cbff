using DotNet.Testcontainers.Configurations;
using Xunit;
using ZkAgent.ContainerTests.Containers;
using ZkAgent.ContainerTests.Launch;

namespace ZkAgent.ContainerTests.Files;

/// <summary>What users mount into the configuration directory is used and stays as it is.</summary>
public sealed class UsersFilesTests : IDisposable
{
    private const string Conf = "/opt/zookeeper/conf";

    private readonly HostDirectory _host = new();

    public void Dispose() => _host.Dispose();

    /// <summary>A bind mount of one file is what subPath makes. Before, such a mount ended the start with "Device or resource busy".</summary>
    [Theory]
    [InlineData("")]
    [InlineData("-sid")]
    public async Task Files_that_are_mounted_one_by_one_are_used(string suite)
    {
        _host.Write("zoo.cfg", "tickTime=1500\nsnapCount=54321\nserver.9=stale.example:2888:3888\n");
        _host.Write("logback.xml", """
            <configuration><appender name="C" class="ch.qos.logback.core.ConsoleAppender"><encoder><pattern>MINE %m%n</pattern></encoder></appender>
            <root level="INFO"><appender-ref ref="C"/></root></configuration>
            """);
        _host.Write("log4j.properties", "log4j.rootLogger=INFO, C\nlog4j.appender.C=org.apache.log4j.ConsoleAppender\nlog4j.appender.C.layout=org.apache.log4j.PatternLayout\nlog4j.appender.C.layout.ConversionPattern=MINE %m%n\n");
        string[] names = ["zoo.cfg", "logback.xml", "log4j.properties"];

        await using var ensemble = await Ensemble.Serving(1, member =>
            names.Aggregate(member.WithImage(TestImages.Agent + suite).WithSettings("ZK_TICK_TIME=2000"), (m, name) => m.WithBindMount(Path.Combine(_host.Path, name), $"{Conf}/{name}", AccessMode.ReadOnly)));

        var log = await ensemble[0].Logs();
        Assert.Contains($"{Conf}/zoo.cfg was not written by zkagent, so it is used as ZK_CONFIG_FILE, and every variable beats it. It sets snapCount. Its server lines do not count, because ZK_REPLICAS is set", log, StringComparison.Ordinal);
        Assert.Contains("MINE Starting server", log, StringComparison.Ordinal);
        var effective = (await ensemble[0].Exec("cat", $"{Conf}/generated/zoo.cfg")).Output;
        Assert.Contains("snapCount=54321\n", effective, StringComparison.Ordinal);
        Assert.Contains("tickTime=2000\n", effective, StringComparison.Ordinal);
        Assert.DoesNotContain("stale", effective, StringComparison.Ordinal);
        Assert.True((await JavaProcess.Of(ensemble[0])).UsesArchive, log);
        Assert.Contains("It sets snapCount.", (await ensemble[0].Exec("zkagent", "explain")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await ensemble[0].Exec("zkagent", "ok")).ExitCode);
    }

    [Fact]
    public async Task A_read_only_configuration_directory_needs_a_run_directory_or_shared_memory()
    {
        _host.Write("zoo.cfg", "clientPort=2182\n");
        await using (var shared = await Ensemble.Serving(1, member => member.WithBindMount(_host.Path, Conf, AccessMode.ReadOnly)))
        {
            Assert.Contains($"{Conf} (ZK_CONF_DIR) cannot be written to: the files for ZooKeeper are in /dev/shm/zkagent-zk-0/generated.", await shared[0].Logs(), StringComparison.Ordinal);
            Assert.Equal(0, (await shared[0].Exec("zkagent", "drain")).ExitCode);
        }

        await using var refused = new MemberBuilder("zk-0", TestImages.Agent).WithDomain(Ensemble.Domain).WithSettings("ZK_REPLICAS=1")
            .WithBindMount(_host.Path, Conf, AccessMode.ReadOnly).WithBindMount(_host.Path, "/dev/shm", AccessMode.ReadOnly).Build();
        await refused.Start();
        Assert.Equal(78, await refused.WaitForExit(TimeSpan.FromSeconds(30)));
        Assert.Contains("or set ZK_RUN_DIR to a directory that can be written to", await refused.Logs(), StringComparison.Ordinal);

        await using var ensemble = await Ensemble.Serving(1, member =>
            member.WithSettings("ZK_RUN_DIR=/run/zkagent").WithTmpfs("/run/zkagent", "uid=1000,gid=1000").WithBindMount(_host.Path, Conf, AccessMode.ReadOnly));
        Assert.Contains($"{Conf} (ZK_CONF_DIR) cannot be written to: the files for ZooKeeper are in /run/zkagent/generated.", await ensemble[0].Logs(), StringComparison.Ordinal);
        Assert.Contains("-Dlogback.configurationFile=/run/zkagent/generated/logback.xml", (await JavaProcess.Of(ensemble[0])).Arguments);
        // The port of the file counts for the commands, too.
        Assert.Equal(0, (await ensemble[0].Exec("zkagent", "ok")).ExitCode);
        Assert.Contains(":2182", (await ensemble[0].Exec("zkagent", "connect-string")).Output, StringComparison.Ordinal);
    }

    /// <summary>Without the flag the server does not load its own database: the default limit is 1 MB.</summary>
    [Fact]
    public async Task The_java_env_of_the_users_lets_a_znode_of_5_MB_survive_a_restart()
    {
        _host.Write("java.env", "# ours\nexport JVMFLAGS=\"-Djute.maxbuffer=8388608 $JVMFLAGS\"\n");
        await using var ensemble = await Ensemble.Serving(1, member => member.WithSettings("JVMFLAGS=-Dmine=1").WithBindMount(Path.Combine(_host.Path, "java.env"), $"{Conf}/java.env", AccessMode.ReadOnly));

        Assert.Subset((await JavaProcess.Of(ensemble[0])).Arguments.ToHashSet(), new HashSet<string> { "-Djute.maxbuffer=8388608", "-Dmine=1" });
        Assert.Contains($"{Conf}/java.env was not written by zkagent: it sets JVMFLAGS, which count as variables of the container.", await ensemble[0].Logs(), StringComparison.Ordinal);
        await using (var client = await ensemble[0].Connect())
            await client.Create("/large", new byte[5 << 20]);
        await ensemble[0].KillJava();
        await ensemble[0].WaitForLog("Starting it again in", Ensemble.ToServe);
        await ensemble[0].WaitUntilReady();
        Assert.Contains("dataLength = 5242880", await ensemble[0].ZkCli("stat", "/large"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_heap_of_a_java_env_follows_the_rules_of_the_heap()
    {
        _host.Write("java.env", "export SERVER_JVMFLAGS=\"-Xmx123m\"\n");
        await using var ensemble = await Ensemble.Serving(1, member => member.WithBindMount(Path.Combine(_host.Path, "java.env"), $"{Conf}/java.env", AccessMode.ReadOnly));

        var log = await ensemble[0].Logs();
        Assert.Contains($"ZK_HEAP_SIZE=96M has no effect: {Conf}/java.env SERVER_JVMFLAGS -Xmx123m comes later", log, StringComparison.Ordinal);
        var java = await JavaProcess.Of(ensemble[0]);
        Assert.Contains("-Xmx123m", java.Arguments);
        // It replaces SERVER_JVMFLAGS, and the agent's flags are still there.
        Assert.Contains($"-Djava.security.properties={Conf}/java.security", java.Arguments);
        Assert.DoesNotContain("-Xms96m", java.Arguments);
    }

    [Fact]
    public async Task A_java_env_that_does_more_than_set_variables_is_left_to_the_script_and_named()
    {
        _host.Write("java.env", "if [ -d /var/lib/zookeeper ]; then\nexport JVMFLAGS=-Dfrom.script=1\nfi\n");
        await using var ensemble = await Ensemble.Serving(1, member => member.WithBindMount(Path.Combine(_host.Path, "java.env"), $"{Conf}/java.env", AccessMode.ReadOnly));

        Assert.Contains("it is not read here, because line 1 does more than set a variable", await ensemble[0].Logs(), StringComparison.Ordinal);
        Assert.Contains("-Dfrom.script=1", (await JavaProcess.Of(ensemble[0])).Arguments);
    }
}
