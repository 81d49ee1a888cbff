using Xunit;
using ZkAgent.Tests.Supervision;

namespace ZkAgent.Tests.Files;

/// <summary>What a power cut must not take, seen in the system calls of the native agent: written, flushed, renamed, and the directory flushed, in that order.</summary>
public sealed class PowerCutTests
{
    /// <summary>An exit that ends the agent: ZooKeeper's own code for a wrong configuration.</summary>
    private const string Ends = "exit 2";

    [Fact]
    public async Task A_founder_has_its_identity_on_the_disk_before_the_marker_and_the_marker_before_ZooKeeper_starts()
    {
        await using var agent = Traced();
        await agent.ExitAsync();
        var calls = SystemCalls.Read(agent.At("trace"));

        calls.IsMade(agent.At("data"), 0);
        calls.IsMade(agent.At("datalog"), 0);
        var myId = calls.Lasts(agent.At("data/myid"), 0);
        var inLog = calls.Lasts(agent.At("datalog/zkagent.identity"), myId);
        var inData = calls.Lasts(agent.At("data/zkagent.identity"), inLog);
        var marker = calls.Lasts(agent.At("datalog/initialize"), inData);
        calls.Executed(agent.At("zkServer.sh"), marker);
    }

    [Fact]
    public async Task What_is_in_the_way_is_in_quarantine_before_a_founder_gets_its_marker()
    {
        await using var agent = Traced(("data/version-2/currentEpoch", "-1"), ("datalog/version-2/log.1", ""), ("datalog/initialize", ""));
        await agent.ExitAsync();
        var calls = SystemCalls.Read(agent.At("trace"));
        var quarantine = Path.GetFileName(Directory.GetDirectories(agent.At("data"), "quarantine-*").Single());

        var removed = calls.Removed(agent.At("datalog/initialize"), 0);
        var made = calls.IsMade(agent.At($"data/{quarantine}/version-2"), calls.IsMade(agent.At($"data/{quarantine}"), removed));
        var epoch = calls.Moved(agent.At("data/version-2/currentEpoch"), agent.At($"data/{quarantine}/version-2/currentEpoch"), made);
        var log = calls.Moved(agent.At("datalog/version-2/log.1"), agent.At($"datalog/{quarantine}/version-2/log.1"), removed);
        var marker = calls.Lasts(agent.At("datalog/initialize"), Math.Max(epoch, log));
        calls.Executed(agent.At("zkServer.sh"), marker);
    }

    private static SupervisedAgent Traced(params (string Path, string Text)[] given) =>
        new(asInit: false, StandIn.Ending(Ends), tracer: SystemCalls.Tracer, given: given);
}
