using Xunit;
using ZkAgent.Core.Peers;
using static ZkAgent.Core.Tests.DataGuard.Three;

namespace ZkAgent.Core.Tests.Peers;

public sealed class MemberQuestionTests
{
    private static readonly MemberNames Names = new(["zk-2.zk-hs.ns.svc.cluster.local"], AnswersToAny: false);

    [Theory]
    [InlineData("zk-2.zk-hs.ns.svc.cluster.local", false)]
    [InlineData("fd00::7%eth0", true)]
    [InlineData(null, true)]
    [InlineData(null, false)]
    public void What_is_asked_is_read_back(string? name, bool ensemble)
    {
        var question = new MemberQuestion(name, ensemble ? Ours : null);
        var asked = question.On("/member");
        Assert.StartsWith("/member", asked, StringComparison.Ordinal);
        Assert.DoesNotContain(' ', asked);
        Assert.Equal(question, MemberQuestion.Parse(asked["/member".Length..]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("?verbose")]
    [InlineData("?name=&ensemble=nonsense&x=1")]
    public void A_question_without_a_name_is_for_every_member(string query)
    {
        Assert.Equal(new MemberQuestion(null, null), MemberQuestion.Parse(query));
        Assert.True(MemberQuestion.Parse(query).IsFor(Names, Ours));
    }

    [Fact]
    public void A_question_is_for_the_member_of_that_name_in_that_ensemble()
    {
        Assert.True(new MemberQuestion(Names.Full, Ours).IsFor(Names, Ours));
        Assert.True(new MemberQuestion(Names.Full, null).IsFor(Names, Ours));
        Assert.True(new MemberQuestion(Names.Full, Ours).IsFor(Names, ours: null));
        Assert.False(new MemberQuestion(Names.Full, Theirs).IsFor(Names, Ours));
        Assert.False(new MemberQuestion("zk-2.zk-hs.other.svc.cluster.local", Ours).IsFor(Names, Ours));
    }
}
