using Xunit;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Settings;

public sealed class ExternalAddressesTests
{
    private const string Name = "ZK_EXTERNAL_ADDRESSES";

    [Theory]
    [InlineData("a.example:2181,b.example:2181,c.example:2181")]
    [InlineData("node.example:30181,node.example:30182,node.example:30183")]
    [InlineData("[fd00::1]:2181,192.0.2.2:2181,c.example:2281")]
    public void They_are_printed_as_they_are_set(string addresses) =>
        Assert.Equal((addresses, null), ExternalAddresses.ConnectStringOf(Given.Three.With(Name, addresses).Works.Settings!.ExternalAddresses));

    [Theory]
    [InlineData("a.example:2181", "3, not 1")]
    [InlineData("a:1,b:1,c:1,d:1", "3, not 4")]
    [InlineData("a:1,b:1,a:1", "each address once")]
    [InlineData("a:1,b:1,c:1/path", "without a path")]
    [InlineData("a:1,b:1,c:port", "host:port,host:port")]
    [InlineData("a:1,b:1,fd00::1:2181", "an IPv6 address in brackets")]
    public void A_list_that_does_not_fit_the_members_is_refused(string addresses, string expected)
    {
        var problem = Given.Three.With(Name, addresses).Problem;
        Assert.StartsWith($"cannot use {Name}=", problem, StringComparison.Ordinal);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void They_fit_a_list_of_servers_as_well() =>
        Assert.Contains("2, not 1", new Given(("ZK_SERVERS", "server.1=zk-0:2888:3888 server.2=zk-1:2888:3888"), (Name, "a:1")).Problem, StringComparison.Ordinal);

    [Fact]
    public void Without_them_the_command_says_what_to_set()
    {
        var (list, problem) = ExternalAddresses.ConnectStringOf(Given.Three.Works.Settings!.ExternalAddresses);
        Assert.Null(list);
        Assert.Equal("cannot print addresses for clients outside the cluster: ZK_EXTERNAL_ADDRESSES is not set; set it to host:port,host:port in the "
            + "order of the ids (the chart's values externalAccess.hosts or externalAccess.domain set it)", problem);
    }
}
