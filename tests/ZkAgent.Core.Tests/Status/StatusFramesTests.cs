using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Status;
using ZkAgent.Core.Tests.Health;

namespace ZkAgent.Core.Tests.Status;

public sealed class StatusFramesTests
{
    [Fact]
    public void A_frame_covers_the_one_before_line_by_line() => Assert.Equal("\e[Ha\e[K\nb\e[K\nnow\e[K\n\e[J", StatusFrames.Redraw("a\nb\n", "now", first: false));

    [Fact]
    public void The_first_frame_clears_the_screen() => Assert.StartsWith("\e[2J\e[H", StatusFrames.Redraw("a\n", "", first: true), StringComparison.Ordinal);

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
