using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Launch;

namespace ZkAgent.Core.Tests.DataGuard;

public sealed class OlderImageTests
{
    [Theory]
    [InlineData("3.9.3", "3.9.4", true)]
    [InlineData("3.9.3", "3.10.0-abc", true)]
    [InlineData("3.9.3", "3.9.3", false)]
    [InlineData("3.9.3", "3.8.4-abc", false)]
    [InlineData("3.9.3", "", false)]
    [InlineData("3.9.3", null, false)]
    public void An_image_older_than_the_data_is_named(string image, string? data, bool named) =>
        Assert.Equal(named, OlderImage.Warning(ZooKeeperVersion.Parse(image), data, "this volume last served with") is not null);

    [Fact]
    public void The_sentence_names_both_versions() => Assert.Equal(
        "this volume last served with ZooKeeper 3.9.6 and this image has 3.9.3: an older ZooKeeper may not read it, so use an image with 3.9.6 or later",
        OlderImage.Warning(new ZooKeeperVersion(3, 9, 3), "3.9.6-${mvngit.commit.id}", "this volume last served with"));
}
