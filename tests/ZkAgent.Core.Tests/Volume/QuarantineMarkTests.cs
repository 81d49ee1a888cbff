using Xunit;
using ZkAgent.Core.Volume;

namespace ZkAgent.Core.Tests.Volume;

public sealed class QuarantineMarkTests
{
    [Theory]
    [InlineData("quarantine-20261121T073000Z", QuarantineKind.Damage)]
    [InlineData("quarantine-20261121T073000Z.unfinished", QuarantineKind.Unfinished)]
    [InlineData("quarantine-20261121T073000Z-leftovers", QuarantineKind.Leftovers)]
    public void A_name_is_read_as_it_is_written(string name, QuarantineKind kind)
    {
        var mark = new QuarantineMark(new(2026, 11, 21, 7, 30, 0, TimeSpan.Zero), kind);

        Assert.Equal(name, mark.Name);
        Assert.Equal(mark, QuarantineMark.Parse(name));
    }

    [Theory]
    [InlineData("quarantine-")]
    [InlineData("quarantine-.unfinished")]
    [InlineData("quarantine-20261321T073000Z")]
    [InlineData("quarantine-20261121T073000Z-looked-at")]
    [InlineData("version-2")]
    public void Another_name_is_none(string name) => Assert.Null(QuarantineMark.Parse(name));

    [Fact]
    public void Snapshots_are_moved_before_logs_and_the_name_is_final_last()
    {
        var plan = QuarantinePlan.Everything("/data", "/log", new(2026, 11, 21, 7, 30, 0, TimeSpan.Zero));

        Assert.Equal(["/data/version-2", "/log/version-2", "/data/quarantine-20261121T073000Z.unfinished"], plan.Moves.Select(m => m.From));
        Assert.Equal(2, QuarantinePlan.Everything("/data", "/data/", default).Moves.Count);
    }
}
