using System.Text.Json;
using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Status;
using ZkAgent.Core.Tests.Health;

namespace ZkAgent.Core.Tests.Status;

public sealed class PageJsonTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);
    private static readonly EnsembleServer Self = new(new(1), "zk-0.zk-hs", 2888, 3888, ServerRole.Participant, 2181);
    private static readonly Runbook Lines = Runbook.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs/troubleshooting.md")));

    [Fact]
    public void A_warning_has_what_to_do_and_its_line_of_the_runbook()
    {
        var warnings = Warnings(AgentDetails.None with { Certificates = [new("client", Now.AddDays(3), null)] });
        var (text, line) = Assert.Single(warnings);
        Assert.Equal("zk-0: the certificate of the client port expires on 2026-11-30: renew it", text);
        Assert.Contains("renew", Lines.Lines[line!.Value].Action, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("versions differ: 3.9.3 on zk-0, 3.9.4 on zk-1")]
    [InlineData("zk-0 still says it leads; zk-1 leads in a newer epoch")]
    [InlineData("5 voters are counted by zk-0, expected were 3: the server lists differ")]
    [InlineData("zk-0 runs standalone although the ensemble has 3 servers: its data is its own")]
    [InlineData("mntr is not in 4lw.commands.whitelist of zk-0: synced followers are not known")]
    [InlineData("zk-0: the volume of the data directory is nearly full: 3 % of it is free")]
    [InlineData("zk-0: the certificate of the quorum port expired on 2026-11-01")]
    [InlineData("zk-2 does not serve: held back: zk-0 has data, so a member without may not vote; waiting for a quorum of 2")]
    [InlineData("zk-1 does not serve: ZooKeeper looks for a quorum")]
    [InlineData("zk-1 does not serve: its agent does not resolve")]
    public void Every_warning_of_the_page_has_a_line(string warning) => Assert.NotNull(Lines.Find(warning));

    [Fact]
    public void The_version_that_loses_data_is_warned_of_with_a_line() =>
        Assert.NotNull(Lines.Find(VersionAdvisories.DataLossWarning(Core.Launch.ZooKeeperVersion.Parse("3.9.3"))!));

    [Fact]
    public void A_volume_that_is_nearly_full_is_a_warning_and_one_with_room_is_none()
    {
        Assert.Contains("9.5 % of it is free", Assert.Single(Warnings(WithFree(95))).Text, StringComparison.Ordinal);
        Assert.Empty(Warnings(WithFree(100)));

        static AgentDetails WithFree(long free) => AgentDetails.None with { Disk = new(Now, [new(DirectoryFigures.Data, 1, 1000, free, 0, 0)], 0, null, 0, 0) };
    }

    [Fact]
    public void A_check_that_fails_is_a_warning() => Assert.Equal(
        "zk-0: the service sampler failed", Assert.Single(Warnings(AgentDetails.None with { Failures = [ProbeCheck.Failed("sampler", "the service sampler failed"), ProbeCheck.Passed("volume", "answers")] })).Text);

    [Fact]
    public void What_the_agent_told_is_passed_on_as_it_was_and_unknown_parts_too()
    {
        using var told = JsonDocument.Parse("""{"backup":{"sentence":"<b>"},"warnings":[1,"w"],"guard":null}""");
        using var page = JsonDocument.Parse(PageJson.Write(View(), Self, _ => told.RootElement, [], Lines, Now));
        Assert.Equal("<b>", page.RootElement.GetProperty("servers")[0].GetProperty("agent").GetProperty("backup").GetProperty("sentence").GetString());
        Assert.Equal("zk-0: w", page.RootElement.GetProperty("advice").EnumerateArray().Last().GetProperty("warning").GetString());
    }

    [Fact]
    public void What_several_members_say_alike_is_said_once()
    {
        EnsembleServer[] servers = [Self, Self with { Id = new(2), Host = "zk-1.zk-hs" }];
        var sample = new HealthStory().Run().After(1).SeesReal("leader").Health.Seen.Sample!;
        using var told = JsonDocument.Parse("""{"warnings":["w"]}""");
        using var page = JsonDocument.Parse(PageJson.Write(EnsembleView.Of(new(servers), [.. servers.Select(s => new MemberSample(s, sample))]), Self, _ => told.RootElement, [], Lines, Now));
        Assert.Single(page.RootElement.GetProperty("advice").EnumerateArray(), a => a.GetProperty("warning").GetString() == "zk-0, zk-1: w");
    }

    [Theory]
    [InlineData("held-back", "waiting")]
    [InlineData("loading", "waiting")]
    [InlineData("looking", "waiting")]
    [InlineData("ended", "bad")]
    [InlineData("its agent does not resolve", "bad")]
    public void A_member_that_waits_by_design_is_no_failure(string state, string tone)
    {
        using var page = JsonDocument.Parse(PageJson.Write(EnsembleView.Of(new EnsembleTopology([Self]), [new(Self, Sample.Told(Now, default, state, null))]), Self, _ => null, [], Lines, Now));
        Assert.Equal($"zk-0 does not serve: {(state == "looking" ? "looking for a quorum" : state)}", page.RootElement.GetProperty("advice")[0].GetProperty("warning").GetString());
        Assert.Equal(tone, page.RootElement.GetProperty("servers")[0].GetProperty("tone").GetString());
    }

    [Fact]
    public void A_leader_that_is_no_member_any_more_is_named_by_its_id()
    {
        using var page = JsonDocument.Parse(PageJson.Write(View(), Self, _ => null, [new(Now, new(1), null), new(Now, null, null), new(Now, new(9), 7)], Lines, Now));
        Assert.Equal(["zk-0", null, "myid 9"], page.RootElement.GetProperty("leaders").EnumerateArray().Select(l => l.GetProperty("name").GetString()));
    }

    [Fact]
    public void A_member_without_an_agent_is_shown_without_its_words()
    {
        using var page = JsonDocument.Parse(PageJson.Write(View(), Self, _ => null, [], Lines, Now));
        Assert.Equal(JsonValueKind.Null, page.RootElement.GetProperty("servers")[0].GetProperty("agent").ValueKind);
    }

    [Fact]
    public void The_agent_tells_guard_disk_certificates_and_advisories()
    {
        var details = new AgentDetails(new(Now, [new(DirectoryFigures.Data, 5, 1000, 500, 0, 0)], 2, Now, 1, 0), [new("quorum", Now, null)], new GuardDecision(GuardAction.Hold, "held back: x"), []) { OverrideUsed = true };
        var told = Told(details);
        Assert.Equal(("held-back", "held back: x", true), (told.GetProperty("guard").GetProperty("state").GetString(), told.GetProperty("guard").GetProperty("sentence").GetString(), told.GetProperty("guard").GetProperty("overrideUsed").GetBoolean()));
        Assert.Equal(500, told.GetProperty("disk").GetProperty("directories")[0].GetProperty("freeBytes").GetInt64());
        Assert.Equal("quorum", told.GetProperty("certificates")[0].GetProperty("port").GetString());
        Assert.Contains(told.GetProperty("advisories").EnumerateArray(), a => a.GetProperty("losesData").GetBoolean());
    }

    [Theory]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true)]
    [InlineData("*/*", false)]
    [InlineData("", false)]
    [InlineData("text/plain, text/html;q=0", false)]
    [InlineData("text/plain, Text/HTML;q=0.5", true)]
    [InlineData("application/json", false)]
    public void A_client_that_names_HTML_gets_the_page(string accept, bool html) => Assert.Equal(html, PageNegotiation.WantsHtml(accept));

    private static EnsembleView View() => EnsembleView.Of(new EnsembleTopology([Self]), [new(Self, new HealthStory().Run().After(1).SeesReal("leader").Health.Seen.Sample!)]);

    private static JsonElement Told(AgentDetails details)
    {
        var story = new HealthStory().Run().After(1).SeesReal("leader");
        using var json = JsonDocument.Parse(AgentStatusJson.Write(new("0.1.0", new(new([Self]), Self, Standalone: false), new([Self.Host], AnswersToAny: false)), story.Health, VolumeTimeout.Check(null), details, Now));
        return json.RootElement.Clone();
    }

    /// <summary>The page's warnings but that of the recorded version.</summary>
    private static List<(string Text, int? Line)> Warnings(AgentDetails details)
    {
        var told = Told(details);
        using var page = JsonDocument.Parse(PageJson.Write(View(), Self, _ => told, [], Lines, Now));
        return [.. page.RootElement.GetProperty("advice").EnumerateArray()
            .Select(a => (a.GetProperty("warning").GetString()!, a.GetProperty("line") is { ValueKind: JsonValueKind.Number } line ? line.GetInt32() : (int?)null))
            .Where(a => a.Item1.StartsWith("zk-0: ", StringComparison.Ordinal) && !a.Item1.Contains("can lose data", StringComparison.Ordinal))];
    }
}
