using Xunit;
using ZkAgent.Core.Protocol;

namespace ZkAgent.Core.Tests.Protocol;

public sealed class SessionFramesTests
{
    [Fact]
    public void A_connect_request_is_ZooKeepers_to_the_byte() => Assert.Equal(
        "0000002D" + "00000000" + "0000000000000000" + "00000FA0" + "0000000000000000" + "00000010" + new string('0', 32) + "00",
        Convert.ToHexString(SessionFrames.Connect(TimeSpan.FromSeconds(4))));

    [Fact]
    public void A_close_is_a_request_header_alone() =>
        Assert.Equal("00000008" + "00000001" + "FFFFFFF5", Convert.ToHexString(SessionFrames.Close()));

    [Theory]
    [InlineData("00000000" + "00000FA0" + "0000000000000001" + "00000010" + "00000000000000000000000000000000" + "00", null)]
    [InlineData("00000000" + "00000FA0" + "0000000000000001" + "00000010" + "00000000000000000000000000000000", null)]
    [InlineData("00000000" + "00000FA0" + "0000000000000001" + "00000010" + "00000000000000000000000000000000" + "01", "cannot open a session that may write: ZooKeeper grants a read-only one")]
    [InlineData("00000000" + "00000000" + "0000000000000000" + "00000010" + "00000000000000000000000000000000" + "00", "cannot open a session: ZooKeeper answers with session id 0")]
    [InlineData("00000000" + "00000FA0", "cannot read the answer to a ConnectRequest: it has 8 bytes, a session's has more")]
    public void An_answer_is_a_session_or_says_why_not(string frame, string? problem) =>
        Assert.Equal(problem, SessionAnswer.Problem(Convert.FromHexString(frame)));
}
