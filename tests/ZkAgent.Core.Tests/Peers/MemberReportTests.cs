using System.Text;
using System.Text.Json;
using Xunit;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Tests.Peers;

public sealed class MemberReportTests
{
    private static readonly MemberReport Report = new(new(3), "zk-2.zk-hs", Serving: true, Leading: true, Draining: false, "leading: 2 of 2 followers in sync");

    [Fact]
    public void What_is_written_is_read_back()
    {
        Assert.Equal(Report, MemberReport.Parse(Written(Report)));
        var unknown = Report with { Serving = false, Draining = true, Sentence = "ünïcode \"quoted\"" };
        Assert.Equal(unknown, MemberReport.Parse(Written(unknown)));
    }

    [Fact]
    public void Names_of_a_later_version_are_passed_over() =>
        Assert.Equal(new(new(1), "", true, false, false, ""), MemberReport.Parse("""{"later":{"a":[1,2]},"id":1,"serving":true,"x":null}"""u8));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"id\":1}")]
    [InlineData("{\"id\":255,\"serving\":true}")]
    [InlineData("{\"id\":\"1\",\"serving\":true}")]
    [InlineData("{\"id\":99999999999,\"serving\":true}")]
    [InlineData("{\"id\":1,\"serving\":true")]
    [InlineData("<html>404</html>")]
    public void Anything_else_is_no_report(string body) => Assert.Null(MemberReport.Parse(Encoding.UTF8.GetBytes(body)));

    private static byte[] Written(MemberReport report)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) report.Write(json);
        return stream.ToArray();
    }
}
