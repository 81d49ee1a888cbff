using Xunit;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Volume;
using static ZkAgent.Core.Tests.DataGuard.Three;

namespace ZkAgent.Core.Tests.Volume;

public sealed class VolumeIdentityTextTests
{
    public static TheoryData<string> VolumeIdentities => [VolumeIdentityText.Write(IdentityOf(3, Ours, 1, 2, 3)), VolumeIdentityText.Write(IdentityOf(254, null)), VolumeIdentityText.Write(IdentityOf(1, Ours, 1) with { ZooKeeper = "3.9.6" }), VolumeIdentityText.Write(IdentityOf(0, Ours, 0, 1, 2))];

    [Theory]
    [MemberData(nameof(VolumeIdentities))]
    public void An_identity_reads_as_it_was_written(string text) => Assert.Equal(text, VolumeIdentityText.Write(VolumeIdentityText.Parse(text)!));

    [Fact]
    public void Keys_of_a_later_version_are_passed_over() =>
        Assert.Equal(IdentityOf(1, Ours, 1), VolumeIdentityText.Parse(VolumeIdentityText.Write(IdentityOf(1, Ours, 1)) + "colour=blue\n"));

    [Theory]
    [InlineData("")]
    [InlineData("server=1\n")]
    [InlineData("server=255\nserved=true\n")]
    [InlineData("server=1\nserved=perhaps\n")]
    [InlineData("server=1\nserved=true\nensemble=not-an-id\n")]
    [InlineData("server=1\nserved=true\nmembers=1,x\n")]
    [InlineData("server=1\nserv")]
    public void What_is_no_identity_is_none(string text) => Assert.Null(VolumeIdentityText.Parse(text));
}
