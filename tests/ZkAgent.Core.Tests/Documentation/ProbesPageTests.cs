using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Departure;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Core.Tests.Documentation;

public sealed class ProbesPageTests
{
    [Fact]
    public void Its_table_has_every_state_of_health_in_order()
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs", "probes.md"))
            .SkipWhile(line => !line.StartsWith("| state ", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('`')[1]);

        Assert.Equal(HealthStates.All.Select(state => state.Word()), rows);
    }
}
