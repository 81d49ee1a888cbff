using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Protocol;

namespace ZkAgent.Core.Tests.Protocol;

public sealed class FourLetterAnswerTests
{
    [Theory]
    [InlineData("3.8.0")]
    [InlineData("3.9.3")]
    public void A_real_server_without_a_quorum_is_told_from_a_refusal(string version)
    {
        Assert.Equal(AnswerKind.NotServing, RecordedAnswers.Answer(version, "looking", "srvr").Kind);
        Assert.Equal(AnswerKind.NotServing, RecordedAnswers.Answer(version, "looking", "mntr").Kind);
        var refusal = RecordedAnswers.Answer(version, "not-whitelisted", "stat");
        Assert.Equal(AnswerKind.NotWhitelisted, refusal.Kind);
        Assert.Equal("stat is not in 4lw.commands.whitelist", refusal.Reason);
    }

    [Fact]
    public void A_refusal_of_another_word_inside_an_answer_is_content() =>
        Assert.Equal(AnswerKind.Text, FourLetterAnswer.OfText("mntr", "zk_x\tstat is not executed because it is not in the whitelist.\n").Kind);

    [Theory]
    [InlineData(AnswerKind.Empty, true)]
    [InlineData(AnswerKind.Reset, true)]
    [InlineData(AnswerKind.Refused, false)]
    [InlineData(AnswerKind.TimedOut, false)]
    public void A_closed_connection_shows_life_and_silence_does_not(AnswerKind kind, bool life) =>
        Assert.Equal(life, FourLetterAnswer.Without(kind, "x").ShowsLife);

    [Theory]
    [InlineData("0x100000002", 1, 2)]
    [InlineData("0x0", 0, 0)]
    [InlineData("0xffffffffffffffff", -1, 0xffffffff)]
    public void A_zxid_is_an_epoch_and_a_counter(string text, long epoch, uint counter)
    {
        var zxid = Zxid.Parse(text)!.Value;
        Assert.Equal((epoch, counter, text), (zxid.Epoch, zxid.Counter, zxid.ToString()));
        Assert.Equal(epoch < 0, zxid == Zxid.Unset);
    }
}
