using System.Text;
using System.Text.Json;
using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Rendering;
using ZkAgent.Core.Volume;

namespace ZkAgent.Core.Tests.Discovery;

/// <summary>Ids from 0, as charts write them whose myid is the ordinal.</summary>
public sealed class ServersFromZeroTests
{
    private static Given Listed(string host) => new(("ZOO_SERVERS", "server.0=zk-0.zk-hs:2888:3888;2181 server.1=zk-1.zk-hs:2888:3888;2181 server.2=zk-2.zk-hs:2888:3888;2181"))
    {
        HostName = host,
    };

    [Theory]
    [InlineData("zk-0", 0)]
    [InlineData("zk-2", 2)]
    public void A_list_from_zero_gives_each_pod_the_id_of_its_line(string host, int id)
    {
        Assert.Equal(id, Listed(host).Works.LocalMember!.Self.Id.Value);
        Assert.Empty(Listed(host).With("ZOO_MY_ID", $"{id}").Works.Warnings);
        Assert.StartsWith("server.0=zk-0.zk-hs:2888:3888:participant;2181", Listed(host).ServerLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_warning_names_the_offset_that_makes_both_agree()
    {
        Assert.Equal("ZK_SERVERS lists this pod, zk-2, as server 2, and its ordinal would make it 3: the list counts; set ZK_MYID_OFFSET=0 in its StatefulSet, then both agree", Assert.Single(Listed("zk-2").Works.Warnings));
        Assert.Empty(Listed("zk-2").With("ZK_MYID_OFFSET", "0").Works.Warnings);
    }

    [Fact]
    public void The_file_of_id_zero_is_kept()
    {
        Assert.Equal("0\n", MyIdFile.Render(Listed("zk-0").Works.Settings!.Directories, new(0)).Text);
        Assert.Equal(MyIdAction.Keep, MyIdDecision.Decide("0\n", hasData: true, new(0), "zk-0", "/data").Action);
        Assert.Equal(MyIdAction.Refuse, MyIdDecision.Decide("0\n", hasData: true, new(1), "zk-1", "/data").Action);
    }

    [Fact]
    public void A_report_of_server_zero_is_read_as_it_was_written()
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body)) new MemberReport(new(0), "zk-0.zk-hs", Serving: true, Leading: true, Draining: false, "leads").Write(json);

        var report = MemberReport.Parse(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body.ToArray())));

        Assert.Equal(new ServerId(0), report!.Id);
        Assert.True(PeerAnswer.Of(Listed("zk-1").Works.Topology!.Servers[0], null, report).Report is { Leading: true });
    }

    [Fact]
    public void Groups_may_have_server_zero()
    {
        var given = Listed("zk-0").With("ZK_CFG_group__1", "0:1:2").With("ZK_CFG_weight__0", "2").With("ZK_CFG_weight__1", "1").With("ZK_CFG_weight__2", "1");
        var rule = given.Works.Topology!.Rule;
        Assert.True(rule.ContainsQuorum([new(0), new(1)]));
        Assert.False(rule.ContainsQuorum([new(1), new(2)]));
        Assert.Equal(rule.Groups, QuorumRule.Parse(rule.Groups, rule.Voters)!.Groups);
    }
}
