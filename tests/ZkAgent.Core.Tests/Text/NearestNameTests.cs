using CsCheck;
using Xunit;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Tests.Text;

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

    [Fact]
    public void The_distance_is_levenshteins()
    {
        var word = Gen.Char['a', 'c'].Array[1, 11].Select(letters => new string(letters));
        Gen.Select(word, word).Sample((name, candidate) =>
            Assert.Equal(Levenshtein(name, candidate) <= Math.Max(1, name.Length / 3) ? candidate : null, NearestName.Find(name, [candidate])), iter: 20_000);
    }

    private static int Levenshtein(string a, string b)
    {
        var cells = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            for (var j = 0; j <= b.Length; j++)
                cells[i, j] = i == 0 ? j : j == 0 ? i
                    : Math.Min(Math.Min(cells[i - 1, j], cells[i, j - 1]) + 1, cells[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
        return cells[a.Length, b.Length];
    }
}
