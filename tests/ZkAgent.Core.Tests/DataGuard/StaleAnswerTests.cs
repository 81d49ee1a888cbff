using System.Text.Json;
using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Departure;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;
using ZkAgent.Core.Volume;

namespace ZkAgent.Core.Tests.DataGuard;

/// <summary>What the answer of a member whose volume does not answer proves to its peers.</summary>
public sealed class StaleAnswerTests
{
    private static readonly EnsembleServer[] Servers =
        [.. Enumerable.Range(1, 3).Select(i => new EnsembleServer(new(i), $"zk-{i - 1}.zk-hs", 2888, 3888, ServerRole.Participant, 2181))];

    private static readonly LocalMember LocalMember = new(new(Servers), Servers[0], Standalone: false);
    private static readonly LocalVolume Blank = new(MemberData.Empty, null, "is empty");

    [Theory]
    [InlineData(MemberData.Empty)]
    [InlineData(MemberData.Initialized)]
    [InlineData(MemberData.Lost)]
    [InlineData(MemberData.Misplaced)]
    [InlineData(MemberData.Damaged)]
    public void What_can_have_become_data_since_proves_nothing(MemberData data)
    {
        var answer = Answer(1, data, TimeSpan.FromSeconds(12));
        Assert.Null(answer.Report!.Volume);
        Assert.Equal($"cannot read its volume now and was {data.Word()} 12 s ago", answer.Failure);
    }

    [Fact]
    public void Data_does_not_go_away_so_an_old_answer_still_holds_others_back()
    {
        Assert.NotNull(Answer(1, MemberData.Data, TimeSpan.FromHours(1)).Report!.Volume);
        var decision = Decide(Answer(1, MemberData.Data, TimeSpan.FromHours(1)), Answer(2, MemberData.Empty, null));
        Assert.Equal(GuardAction.Hold, decision.Action);
        Assert.Contains("zk-1 has data", decision.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void No_ensemble_is_founded_next_to_a_member_whose_volume_was_empty_a_while_ago()
    {
        Assert.Equal(GuardAction.Bootstrap, Decide(Answer(1, MemberData.Empty, null), Answer(2, MemberData.Empty, null)).Action);
        var decision = Decide(Answer(1, MemberData.Empty, TimeSpan.FromSeconds(1)), Answer(2, MemberData.Empty, null));
        Assert.Equal(GuardAction.Hold, decision.Action);
        Assert.Contains("waiting for zk-1", decision.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void No_ensemble_is_named_while_a_volume_may_have_a_name_that_it_can_not_tell()
    {
        var minted = EnsembleId.New(Guid.NewGuid());
        Assert.Equal(minted, VolumeIdentityUpdate.WhenServing(LocalMember, null, [Answer(1, MemberData.Data, null), Answer(2, MemberData.Data, null)], minted).VolumeIdentity.Ensemble);
        Assert.Null(VolumeIdentityUpdate.WhenServing(LocalMember, null, [Answer(1, MemberData.Data, TimeSpan.FromSeconds(3)), Answer(2, MemberData.Data, null)], minted).VolumeIdentity.Ensemble);
    }

    [Theory]
    [InlineData("12.3", 12.3)]
    [InlineData("-5", 0)]
    [InlineData("1e300", 1e9)]
    public void The_age_is_read_from_the_report(string written, double seconds)
    {
        var body = $$$"""{"id":2,"name":"zk-1.zk-hs","serving":false,"volume":{"instance":"life","data":"data","started":true,"ageSeconds":{{{written}}}}}""";
        Assert.Equal(TimeSpan.FromSeconds(seconds), MemberReport.Parse(System.Text.Encoding.UTF8.GetBytes(body))!.Volume!.Age);
    }

    [Fact]
    public void The_age_is_written_into_the_report_and_a_new_answer_has_none()
    {
        Assert.Contains("\"ageSeconds\":12.3", Written(TimeSpan.FromSeconds(12.34)), StringComparison.Ordinal);
        Assert.DoesNotContain("ageSeconds", Written(null), StringComparison.Ordinal);
    }

    [Fact]
    public void The_sentence_has_the_age_too()
    {
        Assert.Equal("its volume does not answer, and what is told of it is 12 s old", new ReportedVolume(Volume(MemberData.Data, TimeSpan.FromSeconds(12))).Note);
        Assert.Equal("its volume does not answer, so nothing is told of it", new ReportedVolume((MemberVolume?)null).Note);
        Assert.Null(new ReportedVolume(Volume(MemberData.Data, null)).Note);
    }

    private static MemberVolume Volume(MemberData data, TimeSpan? age) => new("life", data, null, false, []) { Age = age };

    private static MemberReport Report(int server, MemberData data, TimeSpan? age) =>
        new(Servers[server].Id, Servers[server].Host, Serving: false, Leading: false, Draining: false, "") { Volume = Volume(data, age) };

    private static PeerAnswer Answer(int server, MemberData data, TimeSpan? age) => PeerAnswer.Of(Servers[server], null, Report(server, data, age));

    private static GuardDecision Decide(params PeerAnswer[] answers) => VoteDecision.Decide(new(LocalMember, Blank, answers, answers, GuardOverrides.None));

    private static string Written(TimeSpan? age)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body)) Report(1, MemberData.Data, age).Write(json);
        return System.Text.Encoding.UTF8.GetString(body.ToArray());
    }
}
