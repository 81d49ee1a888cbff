using Xunit;
using ZkAgent.Core.Health;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;
using ZkAgent.Core.Tests.Protocol;

namespace ZkAgent.Core.Tests.Health;

public sealed class HealthModelTests
{
    [Fact]
    public void A_member_goes_from_preparing_over_loading_and_looking_to_serving()
    {
        var story = new HealthStory();
        Assert.Equal(HealthState.Preparing, story.Process(ProcessPhase.Preparing).State);
        Assert.Equal(HealthState.Loading, story.Run().State);
        Assert.Equal(HealthState.Loading, story.After(1).Sees(AnswerKind.Refused, "connection refused").State);
        Assert.Equal(HealthState.Loading, story.After(1).Sees(AnswerKind.TimedOut).State);
        Assert.Equal(HealthState.Looking, story.After(1).SeesReal("looking").State);
        Assert.Equal(HealthState.Serving, story.After(1).SeesReal("follower").State);
        Assert.Equal("ZooKeeper serves as follower", story.Health.Sentence);
    }

    [Fact]
    public void A_state_keeps_its_beginning_while_its_sentence_moves_on()
    {
        var story = new HealthStory().Run().SeesReal("looking");
        var began = story.Health.Since;
        story.After(75).SeesReal("looking");
        Assert.Equal(began, story.Health.Since);
        Assert.Equal("ZooKeeper looks for a quorum for 1 min 15 s now: it answers that it is not serving", story.Health.Sentence);
    }

    [Fact]
    public void A_standalone_server_that_is_not_serving_yet_loads_and_does_not_look()
    {
        var story = new HealthStory(standalone: true).Run();
        Assert.Equal(HealthState.Loading, story.SeesReal("looking").State);
        Assert.False(story.Startup.Pass);
        Assert.Equal(HealthState.Serving, story.SeesReal("standalone").State);
        Assert.True(story.Startup.Pass);
    }

    [Fact]
    public void A_limit_of_connections_is_unclear_and_not_mute()
    {
        var story = new HealthStory().Run().SeesReal("follower").After(10).Sees(AnswerKind.Empty, "closed without an answer");
        Assert.Equal(HealthState.Unknown, story.State);
        Assert.Contains("maxClientCnxns", story.Health.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Quorum_lost_between_the_two_questions_is_looking() =>
        Assert.Equal(HealthState.Looking, new HealthStory().Run()
            .Sees(RecordedAnswers.Text("3.9.3", "leader", "srvr"), RecordedAnswers.Text("3.9.3", "looking", "mntr")).State);

    [Fact]
    public void Srvr_alone_is_enough_where_mntr_is_not_allowed()
    {
        var story = new HealthStory().Run().Sees(RecordedAnswers.Text("3.9.3", "leader", "srvr"), "mntr is not executed because it is not in the whitelist.\n");
        Assert.Equal(HealthState.Serving, story.State);
        Assert.True(story.Ready.Pass);
    }

    [Fact]
    public void A_new_run_of_the_process_has_to_load_again()
    {
        var story = new HealthStory().Run(pid: 100).SeesReal("follower");
        story.Process(ProcessPhase.BackingOff, restarts: 0, sentence: "it ended with code 1 and starts again in 2 s");
        Assert.Equal((HealthState.BackingOff, "it ended with code 1 and starts again in 2 s"), (story.State, story.Health.Sentence));
        story.Run(pid: 100, restarts: 1).Sees(AnswerKind.TimedOut);
        Assert.Equal(HealthState.Loading, story.State);
        Assert.False(story.Startup.Pass);
    }
}
