using Xunit;

namespace ZkAgent.Tests.Supervision;

/// <summary>Processes that lose their parent come to the agent, which leaves no zombie of them.</summary>
public sealed class OrphanTests
{
    private const int Orphans = 50, KILL = 9, TERM = 15;

    // In sessions of their own: the agent's kill of ZooKeeper's group does not reach them.
    private const string MakeOrphans = """i=0; while [ $i -lt 50 ]; do (setsid sleep 300 > /dev/null 2>&1 &); i=$((i + 1)); done""";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_ZooKeeper_runs(bool asInit)
    {
        await using var agent = new SupervisedAgent(asInit, $"{MakeOrphans}\n{StandIn.Patient}");
        await EndAllAsync(agent);

        await agent.UntilAsync(() => agent.Children is [{ Name: "zkServer.sh", State: not 'Z' }], "ZooKeeper is the only child left");
        agent.Signal(TERM);
        Assert.Equal(0, await agent.ExitAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_ZooKeeper_does_not_run(bool asInit)
    {
        await using var agent = new SupervisedAgent(asInit, $"""
            echo start >> "$T/starts"
            [ "$(wc -l < "$T/starts")" -lt 3 ] && exit 1
            {MakeOrphans}
            exit 1
            """);
        await agent.UntilSaidAsync("Starting it again in 4 s");
        await EndAllAsync(agent);

        await agent.UntilAsync(() => agent.Children.Count == 0, "no child is left");
        Assert.Equal("start\nstart\nstart\n", agent.Note("starts"));
        agent.Signal(TERM);
        Assert.Equal(0, await agent.ExitAsync());
    }

    private static async Task EndAllAsync(SupervisedAgent agent)
    {
        await agent.UntilAsync(() => Sleeping(agent).Count == Orphans, "the agent has all orphans");
        foreach (var orphan in Sleeping(agent)) SupervisedAgent.SendSignal(orphan.Pid, KILL);
    }

    private static List<SupervisedAgent.ProcessLine> Sleeping(SupervisedAgent agent) => [.. agent.Children.Where(child => child is { Name: "sleep", State: not 'Z' })];
}
