using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Tests.Membership;

namespace ZkAgent.Core.Tests.Ensemble;

/// <summary>Copies of a configuration.</summary>
public sealed class EnsembleConfigurationCopyTests
{
    [Fact]
    public void A_copy_with_other_servers_has_their_topology()
    {
        var three = Started.Of(5, 0, 1, 2);
        var copy = three with { Servers = [three.Servers[0], three.Servers[1], three.Servers[2] with { Role = ServerRole.Observer }] };
        Assert.Equal([1, 2], copy.Topology.Participants.Select(p => p.Id.Value));
        Assert.Equal([1, 2, 3], three.Topology.Participants.Select(p => p.Id.Value));
    }
}
