using System.Text;
using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Status;
using ZkAgent.Core.Tests.Health;

namespace ZkAgent.Core.Tests.Status;

/// <summary>The membership in <c>/status</c>, and in the table and the JSON of <c>zkagent status</c>.</summary>
public sealed class MembershipStatusTests
{
    private static readonly ServerPattern Pattern = new("zk", "zk-hs", 1, 2888, 3888, 2181, null, 0, null);

    private static readonly MembershipView View = new("100000005", 2, MembershipState.Removing, "removing zk-3: zk-3 is beyond spec.replicas=2",
    [
        new(Pattern.At(0), MembershipRole.Voter, Votes: true, Serves: true), new(Pattern.At(1), MembershipRole.Joiner, Votes: false, Serves: true),
        new(Pattern.At(3), MembershipRole.Leaving, Votes: true, Serves: false),
    ]);

    [Fact]
    public void What_one_agent_tells_another_reads()
    {
        var told = Told(View)!;

        Assert.Equal(View with { Members = [] }, told with { Members = [] });
        Assert.Equal(View.Members, told.Members);
    }

    [Fact]
    public void What_is_not_known_is_told_as_such()
    {
        var unknown = new MembershipView(null, null, MembershipState.Unknown, "not known yet", []);

        Assert.Equal(unknown with { Members = [] }, Told(unknown)! with { Members = [] });
    }

    [Fact]
    public void With_a_static_list_there_is_no_membership()
    {
        Assert.Null(Told(null));
        Assert.DoesNotContain("membership", Rendered(null, StatusJson.Render), StringComparison.Ordinal);
        Assert.DoesNotContain("membership", Rendered(null, view => StatusTable.Render(view, colour: false)), StringComparison.Ordinal);
        Assert.Contains("participant", Rendered(null, view => StatusTable.Render(view, colour: false)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_has_each_role_and_a_line_about_the_configuration()
    {
        var table = Rendered(View, view => StatusTable.Render(view, colour: false));

        Assert.Equal(["voter", "joiner", "leaving"], table.Split('\n').Skip(1).Take(3).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3]));
        Assert.Contains("\nmembership: configuration 100000005, 2 wanted; removing zk-3: zk-3 is beyond spec.replicas=2\n", table, StringComparison.Ordinal);
        Assert.Contains("the wanted number is not known", Rendered(View with { Wanted = null }, view => StatusTable.Render(view, colour: false)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_JSON_has_the_same()
    {
        var json = Rendered(View, StatusJson.Render);

        Assert.Contains("\"version\": \"100000005\"", json, StringComparison.Ordinal);
        Assert.Contains("\"state\": \"removing\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quorum_is_counted_by_the_votes_of_the_configuration() =>
        Assert.Equal([1, 4], View.Topology!.Participants.Select(p => p.Id.Value));

    private static string Rendered(MembershipView? membership, Func<EnsembleView, string> render) => render(EnsembleView.Of(
        View.Topology!, [.. View.Topology!.Servers.Select(s => new MemberSample(s, Sample.Told(default, default, "loading", null)))], membership));

    private static MembershipView? Told(MembershipView? view)
    {
        var self = Pattern.At(0);
        var identity = new AgentIdentity("1.0", new(new([self]), self, Standalone: false), new([self.Host], AnswersToAny: false)) { View = view };
        var body = AgentStatusJson.Write(identity, new HealthStory().Run().Health, ProbeCheck.Passed("volume", "answers"), AgentDetails.None, default);
        return AgentStatus.Parse(Encoding.UTF8.GetString(body.Span))!.Membership;
    }
}
