using Xunit;
using ZkAgent.Core.Status;
using ZkAgent.Core.Supervision;
using ZkAgent.Core.Tests.Health;

namespace ZkAgent.Core.Tests.Status;

public sealed class LeaderQuestionsTests
{
    private readonly HealthStory _story = new HealthStory().Run();
    private LeaderQuestions _questions = LeaderQuestions.None;

    [Fact]
    public void A_leader_asks_nothing()
    {
        Assert.False(After(_story.SeesReal("leader")));
        Assert.True(_questions.Known);
    }

    [Fact]
    public void A_follower_asks_until_a_member_says_that_it_leads_and_then_no_more()
    {
        Assert.True(After(_story.SeesReal("follower")));
        _questions = _questions.Answered(found: false);
        Assert.False(After(_story.After(1).SeesReal("follower")));
        Assert.True(After(_story.After(1).SeesReal("follower")));
        _questions = _questions.Answered(found: true);
        for (var minute = 0; minute < 60; minute++) Assert.False(After(_story.After(60).SeesReal("follower")));
    }

    [Fact]
    public void A_member_that_loses_the_quorum_asks_at_once_and_then_ever_less_often()
    {
        After(_story.SeesReal("follower"));
        _questions = _questions.Answered(found: true);
        Assert.True(After(_story.After(10).SeesReal("looking")));

        var asked = Enumerable.Range(0, 600).Count(_ => After(_story.After(1).SeesReal("looking")));
        Assert.InRange(asked, 60, 80);
    }

    [Fact]
    public void A_restart_of_our_own_server_is_a_reason_to_ask()
    {
        After(_story.SeesReal("follower"));
        _questions = _questions.Answered(found: true);
        Assert.True(After(_story.After(10).Process(ProcessPhase.BackingOff)));
        Assert.False(_questions.Known);
    }

    private bool After(HealthStory story)
    {
        _questions = _questions.After(story.Health);
        return _questions.Due;
    }
}
