using CsCheck;
using Xunit;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Tests.Text;

public sealed class PropertiesTextTests
{
    [Theory]
    [InlineData("a=b")]
    [InlineData("a:b")]
    [InlineData("a b")]
    [InlineData("a\tb")]
    [InlineData("a\fb")]
    [InlineData("  a  =  b  ")]
    [InlineData("a = b\r\n")]
    [InlineData("a=b\r")]
    [InlineData("\n\n \t\n! no\n# no \\\na=b")]
    [InlineData("a=\\\nb")]
    [InlineData("a=\\\r\n    b")]
    [InlineData("\\a=\\b")]
    [InlineData("\\u0061=\\u0062")]
    [InlineData("a=b\\")]
    public void Every_spelling_of_java_gives_the_same_entry(string text)
    {
        var (entries, broken) = PropertiesText.Parse(text);
        Assert.Empty(broken);
        var entry = Assert.Single(entries);
        Assert.Equal(("a", "b"), (entry.Key, entry.Value));
    }

    [Theory]
    [InlineData("a==b", "a", "=b")]
    [InlineData("a=:b", "a", ":b")]
    [InlineData("a = = b", "a", "= b")]
    [InlineData("a b=c", "a", "b=c")]
    [InlineData("a\\=b=c", "a=b", "c")]
    [InlineData("a\\ b=c", "a b", "c")]
    [InlineData("server.1=zk-0:2888:3888;2181", "server.1", "zk-0:2888:3888;2181")]
    [InlineData("a=b \\\n  # c", "a", "b # c")]
    [InlineData("a=b\\\n\nc=d", "a", "b")]
    [InlineData("a=\\t\\n b", "a", "b")]
    [InlineData("a=x\\ty", "a", "x\ty")]
    [InlineData("a=C:\\\\x", "a", "C:\\x")]
    [InlineData("a=b\\\\", "a", "b\\")]
    [InlineData("a=b#c", "a", "b#c")]
    [InlineData("a=\u00a0b", "a", "\u00a0b")]
    public void Separators_escapes_and_continuations_are_those_of_java(string text, string key, string value)
    {
        var entry = PropertiesText.Parse(text).Entries[0];
        Assert.Equal((key, value), (entry.Key, entry.Value));
    }

    [Theory]
    [InlineData("a=1\nb\nc=2", 2, "b")]
    [InlineData("a=1\n\nb=\n", 3, "b=")]
    [InlineData("=x", 1, "=x")]
    [InlineData("a=C:\\users", 1, "a=C:\\users")]
    [InlineData("a=\\u12", 1, "a=\\u12")]
    [InlineData("a=\\u 123", 1, "a=\\u 123")]
    [InlineData("a=1\n b \\\n \n", 2, "b")]
    public void A_line_that_means_nothing_is_named_with_its_number(string text, int line, string shown) =>
        Assert.Equal([(line, shown)], PropertiesText.Parse(text).Broken);

    [Fact]
    public void Duplicates_are_kept_in_order_with_their_lines()
    {
        var entries = PropertiesText.Parse("a=1\nb=\\\n 2\na=3\n").Entries;
        Assert.Equal([new("a", "1", 1), new("b", "2", 2), new("a", "3", 4)], entries);
    }

    [Fact]
    public void What_is_escaped_is_read_back_but_for_the_blanks_that_zookeeper_trims()
    {
        char[] nasty = [' ', '\t', '\n', '\r', '\f', '\\', '=', ':', '#', '!', '"', '$', 'u', 'é', '\u00a0', '\u2028', '\ud83d', '\ude00', '\0', 'x'];
        // What java.lang.String.trim takes away.
        char[] blanks = [.. Enumerable.Range(0, ' ' + 1).Select(c => (char)c)];
        Gen.Frequency<char>((1, Gen.Char), (3, Gen.OneOf(nasty))).Array[0, 11].Select(letters => new string(letters)).Sample(value =>
        {
            var (entries, broken) = PropertiesText.Parse($"k={PropertiesText.Escape(value)}\n");
            var kept = value.Trim(blanks);
            if (kept.Length == 0) Assert.Single(broken);
            else Assert.Equal(kept, Assert.Single(entries).Value);
        }, iter: 20_000);
    }

    [Fact]
    public void A_hundred_thousand_continued_lines_are_read_in_no_time() =>
        Assert.Equal(100_000, PropertiesText.Parse("a=" + string.Concat(Enumerable.Repeat("x\\\n", 100_000))).Entries[0].Value.Length);
}
