using Xunit;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Tests.Ensemble;

public sealed class ConnectStringTests
{
    [Theory]
    [InlineData("zk-0.zk-hs:2181", "zk-0.zk-hs:2181")]
    [InlineData("zk", "zk:2181")]
    [InlineData("a:1, b:2 ,c/kafka/x", "a:1,b:2,c:2181")]
    [InlineData("[fd00::1]:2182,[fd00::2],10.0.0.1", "[fd00::1]:2182,[fd00::2]:2181,10.0.0.1:2181")]
    [InlineData("a:1/", "a:1")]
    public void Servers_and_ports_are_read_and_a_chroot_is_passed_over(string text, string expected)
    {
        var (targets, problem) = ConnectString.Parse(text);
        Assert.Null(problem);
        Assert.Equal(expected, string.Join(',', targets!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/kafka")]
    [InlineData(",")]
    [InlineData(":2181")]
    [InlineData("a:")]
    [InlineData("a:0")]
    [InlineData("a:65536")]
    [InlineData("a:+1")]
    [InlineData("a b:1")]
    [InlineData("fd00::1")]
    [InlineData("[fd00::1")]
    [InlineData("[]:1")]
    [InlineData("[fd00::1]2181")]
    public void What_is_no_connect_string_gets_one_sentence(string text)
    {
        var (targets, problem) = ConnectString.Parse(text);
        Assert.Null(targets);
        Assert.StartsWith("cannot read ", problem, StringComparison.Ordinal);
    }
}
