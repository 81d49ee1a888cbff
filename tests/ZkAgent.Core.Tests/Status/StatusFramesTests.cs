using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Status;
using ZkAgent.Core.Tests.Health;

namespace ZkAgent.Core.Tests.Status;

public sealed class StatusFramesTests
{
    private static readonly ScreenSize Wide = new(80, 24);

    [Fact]
    public void A_frame_erases_each_line_of_the_one_before_and_then_draws_it() => Assert.Equal("\e[H\e[Ka\n\e[Kb\n\e[Jnow", StatusFrames.Redraw("a\nb\n", "now", Wide, first: false));

    [Fact]
    public void The_first_frame_clears_the_screen() => Assert.StartsWith("\e[2J\e[H", StatusFrames.Redraw("a\n", "", Wide, first: true), StringComparison.Ordinal);

    [Fact]
    public void A_row_of_the_table_stays_one_row_and_a_sentence_takes_further_ones_of_a_narrow_terminal() => Assert.Equal(
        ["MYID  NA", "1     \e[32mzk\e[0m", "", "\e[32m2 of 3", "voters", "serve\e[0m", "now"], Rows("MYID  NAME  ROLE\n1     \e[32mzk-0\e[0m  leader\n\n\e[32m2 of 3 voters serve\e[0m\n", new(8, 24)));

    [Fact]
    public void A_low_terminal_shows_the_head_and_the_footer() => Assert.Equal(["a", "b", "now"], Rows("a\nb\nc\n\nsentence\n", new(80, 3)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void A_frame_never_has_more_rows_than_the_terminal(int rows) => Assert.InRange(Rows("a\nb\nc\n\nsentence\n", new(80, rows)).Length, 1, rows);

    [Fact]
    public void A_terminal_that_says_no_size_gets_everything() => Assert.Equal(["a", "", "one two", "now"], Rows("a\n\none two\n", ScreenSize.Of(0, 0)));

    private static string[] Rows(string table, ScreenSize size) =>
        [.. StatusFrames.Redraw(table, "now", size, first: false).Replace("\e[H", "", StringComparison.Ordinal).Replace("\e[K", "", StringComparison.Ordinal).Replace("\e[J", "", StringComparison.Ordinal).Split('\n')];

    [Fact]
    public void Figures_are_no_change_and_a_state_is_one()
    {
        Assert.Equal(Essence("leader", "Connections: 1\nZxid: 0x100000001\n"), Essence("leader", "Connections: 9\nZxid: 0x100000009\n"));
        Assert.NotEqual(Essence("leader", ""), Essence("follower", ""));
    }

    private static string Essence(string mode, string more)
    {
        EnsembleServer server = new(new(1), "zk-0.zk-hs", 2888, 3888, ServerRole.Participant, 2181);
        var sample = new HealthStory().Run().Sees($"{SrvrLabels.Mode}: {mode}\n{more}").Health.Seen.Sample!;
        return StatusFrames.Essence(EnsembleView.Of(new([server]), [new(server, sample)]));
    }
}
