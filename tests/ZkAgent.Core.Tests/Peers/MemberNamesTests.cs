using Xunit;
using ZkAgent.Core.Discovery;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Tests.Peers;

public sealed class MemberNamesTests
{
    private static readonly HostFacts Pod = new("zk-2", "127.0.0.1 localhost\n10.1.0.7 zk-2.zk-hs.ns.svc.cluster.local zk-2\n", "");

    [Theory]
    [InlineData("zk-2.zk-hs.ns.svc.cluster.local", true)]
    [InlineData("ZK-2.zk-hs.NS.svc.cluster.local.", true)]
    [InlineData("zk-2", true)]
    [InlineData("zk-2.zk-hs.other.svc.cluster.local", false)]
    [InlineData("zk-1.zk-hs.ns.svc.cluster.local", false)]
    [InlineData("localhost", false)]
    [InlineData("10.1.0.7", false)]
    public void A_member_has_the_name_of_the_server_list_and_those_of_its_host(string asked, bool has) =>
        Assert.Equal(has, Of("zk-2.zk-hs.ns.svc.cluster.local", Pod).Has(asked));

    [Fact]
    public void It_answers_with_the_name_it_was_asked_by_where_that_is_its_own_and_with_its_full_one_otherwise()
    {
        var names = Of("zk-2.zk-hs.ns.svc.cluster.local", Pod);
        Assert.Equal("zk-2", names.AnswerTo("zk-2"));
        Assert.Equal("zk-2.zk-hs.ns.svc.cluster.local", names.AnswerTo("zk-2.zk-hs.other.svc.cluster.local"));
        Assert.Equal("zk-2.zk-hs.ns.svc.cluster.local", names.AnswerTo(null));
    }

    [Fact]
    public void A_list_of_addresses_names_members_by_their_addresses() => Assert.True(Of("10.1.0.7", Pod).Has("10.1.0.7"));

    [Fact]
    public void A_member_that_its_own_list_calls_by_no_name_can_not_deny_any()
    {
        var names = Of("0.0.0.0", new("3fa2b1", "", ""));
        Assert.True(names.Has("zoo1"));
        Assert.Equal("zoo1", names.AnswerTo("zoo1"));
        Assert.Equal("3fa2b1", names.Full);
    }

    private static MemberNames Of(string host, HostFacts facts)
    {
        var self = new EnsembleServer(new(3), host, 2888, 3888, ServerRole.Participant, 2181);
        return MemberNames.Of(new(new([self]), self, Standalone: false), facts);
    }
}
