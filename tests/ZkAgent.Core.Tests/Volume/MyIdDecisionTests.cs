using Xunit;
using ZkAgent.Core.Volume;

namespace ZkAgent.Core.Tests.Volume;

public sealed class MyIdDecisionTests
{
    private static MyIdDecision Decide(string? found, bool hasData) => MyIdDecision.Decide(found, hasData, new(2), "zk-1", "/data");

    [Theory]
    [InlineData("2\n", true)]
    [InlineData("2", false)]
    public void Our_own_id_is_kept_without_a_word(string found, bool hasData) => Assert.Equal(new(MyIdAction.Keep, ""), Decide(found, hasData));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Where_there_is_none_it_is_written_without_a_word(bool hasData) => Assert.Equal(new(MyIdAction.Write, ""), Decide(null, hasData));

    [Theory]
    [InlineData("2 \n")]
    [InlineData(" 2")]
    [InlineData("2\r\n")]
    [InlineData("2\n2\n2\n")]
    [InlineData("2\n\n")]
    [InlineData("02\n")]
    public void Our_own_id_with_more_around_it_is_written_again(string found)
    {
        foreach (var hasData in new[] { true, false })
        {
            var decision = Decide(found, hasData);
            Assert.Equal(MyIdAction.Write, decision.Action);
            Assert.Equal("/data/myid holds 2 and more than a number; it is written again, because ZooKeeper ends over a trailing blank", decision.Sentence);
        }
    }

    [Theory]
    [InlineData("1\n", "is 1")]
    [InlineData("-2\n", "is -2")]
    [InlineData("22\n", "is 22")]
    [InlineData("1\n2\n", "is 1")]
    public void Another_servers_id_with_data_next_to_it_is_refused_with_both_ids_and_the_fix(string found, string told) =>
        Assert.Equal(new(MyIdAction.Refuse, $"cannot use data dir /data: its myid {told} but this pod is zk-1 (myid 2), and there is data next to it; the volume seems to be another server's: give the pod its own volume, or set ZK_MYID_OFFSET if the ensemble's ids start elsewhere"),
            Decide(found, true));

    [Theory]
    [InlineData("", "is \"\", which is no number,")]
    [InlineData("\n2\n", "is \"\", which is no number,")]
    [InlineData("zk-1\n", "is \"zk-1\", which is no number,")]
    [InlineData("99999999999999999999", "is \"99999999999999999999\", which is no number,")]
    [InlineData("\u001b[2Jthis is a long text without an end", "is \"\\u001b[2Jthis is a long t…\", which is no number,")]
    public void What_is_no_id_with_data_next_to_it_is_refused_with_another_fix(string found, string told) =>
        Assert.Equal(new(MyIdAction.Refuse, $"cannot use data dir /data: its myid {told} but this pod is zk-1 (myid 2), and there is data next to it; if the data is this server's, remove /data/myid; if not, give the pod its own volume"),
            Decide(found, true));

    [Theory]
    [InlineData("1\n", "/data/myid is 1 and there is no data next to it: it becomes 2, this server's id")]
    [InlineData("abc", "/data/myid is \"abc\", which is no number, and there is no data next to it: it becomes 2, this server's id")]
    public void Without_data_a_wrong_id_is_replaced_and_told(string found, string sentence) =>
        Assert.Equal(new(MyIdAction.Write, sentence), Decide(found, false));
}
