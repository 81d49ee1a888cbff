using Xunit;
using ZkAgent.Core.Protocol;

namespace ZkAgent.Core.Tests.Protocol;

public sealed class RequestFramesTests
{
    [Fact]
    public void A_step_of_SASL_is_ZooKeepers_to_the_byte() =>
        Assert.Equal("0000000E" + "00000002" + "00000066" + "00000002" + "6162", Convert.ToHexString(RequestFrames.Sasl(2, "ab"u8)));

    [Fact]
    public void The_question_for_an_ACL_is_ZooKeepers_to_the_byte() =>
        Assert.Equal("0000000D" + "00000003" + "00000006" + "00000001" + "2F", Convert.ToHexString(RequestFrames.GetAcl(3, "/")));

    [Fact]
    public void A_new_ACL_is_ZooKeepers_to_the_byte() => Assert.Equal(
        "00000028" + "00000003" + "00000007" + "00000001" + "2F" + "00000001" + "0000001F" + "00000004" + "7361736C" + "00000003" + "616E79" + "FFFFFFFF",
        Convert.ToHexString(RequestFrames.SetAcl(3, "/", "sasl", ["any"])));

    [Fact]
    public void Each_id_has_an_entry() => Assert.Equal(
        "0000003A" + "00000003" + "00000007" + "00000001" + "2F" + "00000002" + "0000001F" + "00000004" + "7361736C" + "00000003" + "616E79" + "0000001F" + "00000004" + "7361736C" + "00000002" + "6D65" + "FFFFFFFF",
        Convert.ToHexString(RequestFrames.SetAcl(3, "/", "sasl", ["any", "me"])));

    [Fact]
    public void An_identity_is_ZooKeepers_to_the_byte() => Assert.Equal(
        "00000020" + "FFFFFFFC" + "00000064" + "00000000" + "00000006" + "646967657374" + "00000006" + "73757065723A",
        Convert.ToHexString(RequestFrames.Auth("digest", "super:")));

    [Fact]
    public void A_sync_is_ZooKeepers_to_the_byte() =>
        Assert.Equal("0000000D" + "00000003" + "00000009" + "00000001" + "2F", Convert.ToHexString(RequestFrames.Sync(3, "/")));

    [Fact]
    public void The_question_for_data_is_ZooKeepers_to_the_byte() =>
        Assert.Equal("0000000E" + "00000003" + "00000004" + "00000001" + "2F" + "00", Convert.ToHexString(RequestFrames.GetData(3, "/")));

    [Fact]
    public void A_whole_list_is_sent_without_joining_or_leaving_servers_and_with_the_version_that_it_replaces() => Assert.Equal(
        "0000001E" + "00000003" + "00000010" + "FFFFFFFF" + "FFFFFFFF" + "00000002" + "6162" + "0000000200000003",
        Convert.ToHexString(RequestFrames.Reconfig(3, "ab", 0x200000003)));

    [Fact]
    public void A_reply_has_number_error_and_token()
    {
        var reply = ReplyFrame.Parse(Convert.FromHexString("00000002" + "0000000000000007" + "00000000" + "00000002" + "6162"))!;
        Assert.Equal((2, 0, "6162"), (reply.Number, reply.Error, Convert.ToHexString(reply.Buffer.Span)));
        Assert.Equal(ReplyFrame.NoAuth, ReplyFrame.Parse(Convert.FromHexString("00000002" + "0000000000000007" + "FFFFFF9A"))!.Error);
        Assert.Null(ReplyFrame.Parse(new byte[15]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("FFFFFFFF")]
    [InlineData("00000005" + "61")]
    public void A_token_that_is_missing_or_cut_off_is_empty(string body) =>
        Assert.True(ReplyFrame.Parse(Convert.FromHexString("00000002" + "0000000000000007" + "00000000" + body))!.Buffer.IsEmpty);

    [Theory]
    [InlineData("0000001F" + "00000005" + "776F726C64" + "00000006" + "616E796F6E65", true)]
    [InlineData("00000001" + "00000005" + "776F726C64" + "00000006" + "616E796F6E65", false)]
    [InlineData("0000001F" + "00000004" + "7361736C" + "00000003" + "616E79", false)]
    public void The_open_ACL_is_recognised(string acl, bool open) =>
        Assert.Equal(open, ReplyFrame.Parse(Convert.FromHexString("00000003" + "0000000000000007" + "00000000" + "00000001" + acl + new string('0', 136)))!.IsOpenAcl);
}
