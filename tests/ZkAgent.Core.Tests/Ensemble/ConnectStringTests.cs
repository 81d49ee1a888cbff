using Xunit;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Tests.Ensemble;

public sealed class ConnectStringTests
{
    [Theory]
    [InlineData("zk-0.zk-hs:2181", "zk-0.zk-hs:2181", null)]
    [InlineData("zk", "zk:2181", null)]
    [InlineData("a:1, b:2 ,c/kafka/x", "a:1,b:2,c:2181", "/kafka/x")]
    [InlineData("[fd00::1]:2182,[fd00::2],10.0.0.1", "[fd00::1]:2182,[fd00::2]:2181,10.0.0.1:2181", null)]
    [InlineData("a:1/", "a:1", null)]
    public void Servers_ports_and_chroot_are_read(string text, string targets, string? chroot)
    {
        var (connect, problem) = ConnectString.Parse(text);
        Assert.Null(problem);
        Assert.Equal(targets, string.Join(',', connect!.Targets));
        Assert.Equal(chroot, connect.Chroot);
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
        var (connect, problem) = ConnectString.Parse(text);
        Assert.Null(connect);
        Assert.StartsWith("cannot read ", problem, StringComparison.Ordinal);
    }
}
