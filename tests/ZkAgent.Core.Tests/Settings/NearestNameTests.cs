using Xunit;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Settings;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("purgeInteval", "purgeInterval")]
    [InlineData("PURGEINTERVAL", "purgeInterval")]
    [InlineData("tickTimes", "tickTime")]
    [InlineData("ickTime", "tickTime")]
    [InlineData("purge", null)]
    [InlineData("", null)]
    [InlineData("x", null)]
    public void The_nearest_name_within_a_third_of_the_letters_is_found(string name, string? near) =>
        Assert.Equal(near, NearestName.Find(name, ["purgeInterval", "tickTime", "syncLimit"]));

    [Fact]
    public void Of_two_equally_near_the_first_is_taken() => Assert.Equal("abcd", NearestName.Find("abce", ["abcd", "abcf"]));

    [Fact]
    public void A_name_of_a_million_letters_is_near_to_none() => Assert.Null(NearestName.Find(new('a', 1_000_000), ["aaa"]));
}
