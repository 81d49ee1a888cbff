using Xunit;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Tests.Protocol;

namespace ZkAgent.Core.Tests.Metrics;

/// <summary>The page of every role and version that was recorded, against its golden file, both formats' rules, and promtool.</summary>
public sealed class PageTests
{
    public static TheoryData<string, string> Servers => new()
    {
        { "3.9.3", "leader" }, { "3.9.3", "follower" }, { "3.9.3", "observer" }, { "3.9.3", "standalone" }, { "3.9.3", "looking" }, { "3.9.3", "read-only" },
        { "3.8.0", "leader" }, { "3.8.0", "follower" }, { "3.8.0", "observer" }, { "3.8.0", "standalone" }, { "3.8.0", "looking" }, { "3.8.0", "read-only" },
        { "3.4-like", "leader" },
    };

    [Theory]
    [MemberData(nameof(Servers))]
    public void It_is_that_of_the_golden_file(string version, string state) => Compare($"{version}-{state}.txt", Exposed.Recorded(version, state));

    [Theory]
    [InlineData("3.9.3-leader.openmetrics.txt", ExpositionFormat.OpenMetrics, MetricNames.Zk)]
    [InlineData("3.9.3-leader.native.txt", ExpositionFormat.Text, MetricNames.Native)]
    public void A_leaders_is_that_of_the_golden_file_in_every_dress(string file, ExpositionFormat format, MetricNames names) =>
        Compare(file, Exposed.Recorded("3.9.3", "leader", format, names));

    [Theory]
    [MemberData(nameof(Servers))]
    public void It_keeps_to_the_rules_of_both_formats_under_both_names(string version, string state)
    {
        foreach (var format in Enum.GetValues<ExpositionFormat>())
            foreach (var names in Enum.GetValues<MetricNames>())
                Assert.NotEmpty(Strict.Read(Exposed.Recorded(version, state, format, names), format));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public void No_number_of_mntr_is_lost_or_changed(string version, string state)
    {
        var page = Strict.Read(Exposed.Recorded(version, state), ExpositionFormat.Text);
        var told = page.SelectMany(f => f.Samples).Where(s => s.Name.StartsWith("zk_", StringComparison.Ordinal)).Select(s => s.Value).ToList();
        foreach (var line in RecordedAnswers.Text(version, state, "mntr").Split('\n').Where(l => l.Contains('\t', StringComparison.Ordinal)))
        {
            var (key, value) = (line.Split('\t')[0], line.Split('\t')[1]);
            if (key is not ("zk_version" or "zk_server_state" or "zk_peer_state")) Assert.True(told.Remove(value), $"{key} with {value} is not in the page");
        }

        Assert.All(page.Where(f => f.Name == AgentFamilies.MetricsCut.Name).SelectMany(f => f.Samples), s => Assert.Equal("0", s.Value));
        Assert.DoesNotContain(page, f => f.Name == "zk_other_key" || f is { Type: "untyped" });
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Promtool_finds_nothing_but_what_ZooKeeper_called_its_numbers(string version, string state)
    {
        foreach (var names in Enum.GetValues<MetricNames>())
        {
            var complaints = await Promtool.ComplainsAsync(Exposed.Recorded(version, state, names: names));
            // These three follow from ZooKeeper's own names, which its users' dashboards have.
            Assert.DoesNotContain(complaints, c => c.StartsWith("zkagent_", StringComparison.Ordinal) || !(
                c.EndsWith(" counter metrics should have \"_total\" suffix", StringComparison.Ordinal)
                || c.EndsWith(" non-histogram and non-summary metrics should not have \"_count\" suffix", StringComparison.Ordinal)
                || c.EndsWith(" metric names should not contain abbreviated units", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void It_is_the_same_in_pieces_of_any_size()
    {
        var health = Exposed.Health(Exposed.SampleAt(RecordedAnswers.Text("3.9.3", "leader", "srvr"), RecordedAnswers.Text("3.9.3", "leader", "mntr")));
        var whole = Exposed.Page(health);
        foreach (var piece in (int[])[1, 100, 8192]) Assert.Equal(whole, Exposed.Page(health, piece: piece));
    }

    private static void Compare(string file, string page)
    {
        var path = Path.Combine(Repository.Root, "tests", "ZkAgent.Core.Tests", "Metrics", "Pages", file);
        if (Repository.Updating) File.WriteAllText(path, page);
        Assert.Equal(File.ReadAllText(path), page);
    }
}
