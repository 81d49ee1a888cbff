using System.Text.Json;
using DotNet.Testcontainers.Configurations;
using Xunit;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.Logging;

/// <summary>With ZK_LOG_FORMAT=json each line of the container's log is one JSON object, whatever happens.</summary>
public sealed class JsonLogTests
{
    [Theory]
    [InlineData("")]
    [InlineData("-sid")]
    public async Task Every_line_is_an_object_through_a_start_a_kill_a_thread_dump_and_a_stop(string suite)
    {
        await using var ensemble = await Ensemble.Serving(1, member => member.WithImage(TestImages.Agent + suite).WithSettings("ZK_LOG_FORMAT=json"));
        var member = ensemble[0];
        await member.KillJava();
        await member.WaitForLog("Starting it again in", Ensemble.ToServe);
        await member.WaitUntilReady();
        await member.SignalJava("QUIT");
        await member.WaitForLog("Full thread dump", Ensemble.ToServe);
        await member.Stop();

        var records = await Records(member);
        Assert.Contains(records, r => Text(r, "logger") == "zkagent" && Text(r, "myid") == "1" && Text(r, "level") == "INFO");
        Assert.Contains(records, r => Text(r, "logger")?.Contains("QuorumPeerConfig@", StringComparison.Ordinal) == true && Text(r, "thread") == "main");
        Assert.All(records, r => Assert.NotNull(Text(r, "time")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-sid")]
    public async Task A_stack_trace_is_a_field_of_its_record(string suite)
    {
        await using var ensemble = await Ensemble.Prepare(1);
        // ZooKeeper logs the exception and goes on.
        var member = await ensemble.Start(0, m => m.WithImage(TestImages.Agent + suite).WithSettings("ZK_LOG_FORMAT=json", "ZK_CFG_authProvider__1=no.such.Provider").UntilReady());
        await Poll.Until(async () => (await Records(member)).Any(r => Text(r, "stack_trace") is { } trace && trace.Contains("ClassNotFoundException", StringComparison.Ordinal)), Ensemble.ToServe, member.Logs);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-sid")]
    public async Task A_JVM_that_does_not_start_is_logged_as_objects(string suite)
    {
        await using var member = new MemberBuilder("zk-0", TestImages.Agent + suite).WithDomain(Ensemble.Domain).WithSettings("ZK_REPLICAS=1", "ZK_LOG_FORMAT=json", "ZK_RESTART_LIMIT=0", "JVMFLAGS=-XX:+NoSuchFlag")
            .WithTmpfs("/var/lib/zookeeper", "uid=1000,gid=1000").Build();
        await member.Start();
        Assert.NotEqual(0, await member.WaitForExit(Ensemble.ToServe));

        var records = await Records(member);
        Assert.Contains(records, r => Text(r, "message") == "Unrecognized VM option 'NoSuchFlag'");
        Assert.Contains(records, r => Text(r, "level") == "ERROR" && Text(r, "logger") == "zkagent");
    }

    [Fact]
    public async Task Wrong_settings_are_logged_as_objects()
    {
        await using var member = new MemberBuilder("zk-0", TestImages.Agent).WithSettings("ZK_REPLICAS=many", "ZK_LOG_FORMAT=json").Build();
        await member.Start();
        Assert.Equal(78, await member.WaitForExit(Ensemble.ToServe));
        Assert.Contains(await Records(member), r => Text(r, "message")!.StartsWith("cannot use ZK_REPLICAS=many", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_lines_of_the_users_own_log_configuration_are_messages()
    {
        using var host = new HostDirectory();
        var file = host.Write("logback.xml", """
            <configuration><appender name="C" class="ch.qos.logback.core.ConsoleAppender"><encoder><pattern>MINE %m%n</pattern></encoder></appender>
            <root level="INFO"><appender-ref ref="C"/></root></configuration>
            """);
        await using var ensemble = await Ensemble.Serving(1, m => m.WithSettings("ZK_LOG_FORMAT=json").WithBindMount(file, "/opt/zookeeper/conf/logback.xml", AccessMode.ReadOnly));
        Assert.Contains(await Records(ensemble[0]), r => Text(r, "message") == "MINE Starting server" && Text(r, "level") is null);
    }

    private static async Task<List<JsonElement>> Records(MemberContainer member) =>
        [.. (await member.Logs()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            try { return JsonDocument.Parse(line).RootElement; }
            catch (JsonException e) { throw new InvalidOperationException($"not one JSON object: {line}", e); }
        })];

    private static string? Text(JsonElement record, string name) => record.TryGetProperty(name, out var value) ? value.GetString() : null;
}
