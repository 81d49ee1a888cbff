using System.Text;
using System.Text.Json;
using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Tests.Peers;

public sealed class MemberVolumeJsonTests
{
    private const string Id = "0123456789abcdef0123456789abcdef";

    private static readonly MemberVolume Volume = new("a-life", MemberData.Data, EnsembleId.Parse(Id), Started: true, [new(1), new(2), new(3)]);

    [Fact]
    public void A_volume_reads_as_it_was_written()
    {
        var read = MemberReport.Parse(Written(Volume))!.Volume!;
        Assert.Equal(Volume.Members, read.Members);
        Assert.Equal(Volume with { Members = [] }, read with { Members = [] });
    }

    [Fact]
    public void A_blank_one_as_well()
    {
        var blank = new MemberVolume("a-life", MemberData.Empty, null, Started: false, []);
        Assert.Equal(blank with { Members = [] }, MemberReport.Parse(Written(blank))!.Volume! with { Members = [] });
    }

    [Theory]
    [InlineData("""{"instance":"a","data":"empty","started":false,"members":[],"colour":{"deep":[1,{"x":2}]}}""")]
    [InlineData("""{"instance":"a","data":"empty","started":false}""")]
    public void What_this_version_does_not_know_is_passed_over(string volume) =>
        Assert.Equal(MemberData.Empty, Parse(volume)!.Volume!.Data);

    /// <summary>Then nothing is known of the volume, and it may have data.</summary>
    [Theory]
    [InlineData("""{"instance":"a","data":"half","started":false}""")]
    [InlineData("""{"instance":"","data":"empty","started":false}""")]
    [InlineData("""{"data":"empty","started":false}""")]
    [InlineData("""{"instance":"a","data":"empty"}""")]
    [InlineData("""{"instance":"a","data":"empty","started":false,"ensemble":"no id"}""")]
    [InlineData("""{"instance":"a","data":"empty","started":false,"members":[1,[2],"3"]}""")]
    [InlineData("""{"instance":"a","data":"empty","started":false,"members":[255]}""")]
    [InlineData("""{"instance":"a","data":"empty","started":false,"members":7}""")]
    [InlineData("[1,2]")]
    [InlineData("7")]
    public void What_says_less_than_is_needed_or_something_else_is_no_volume(string volume)
    {
        var report = Parse(volume);
        Assert.NotNull(report);
        Assert.Null(report.Volume);
        Assert.Equal("is well", report.Sentence);
    }

    [Fact]
    public void An_instance_that_is_too_long_is_none() => Assert.Null(Parse($$"""{"instance":"{{new string('x', 65)}}","data":"empty","started":false}""")!.Volume);

    private static MemberReport? Parse(string volume) =>
        MemberReport.Parse(Encoding.UTF8.GetBytes($$"""{"id":1,"serving":false,"volume":{{volume}},"sentence":"is well"}"""));

    private static byte[] Written(MemberVolume volume)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body)) new MemberReport(new ServerId(1), "zk-0", true, false, false, "is well") { Volume = volume }.Write(json);
        return body.ToArray();
    }
}
