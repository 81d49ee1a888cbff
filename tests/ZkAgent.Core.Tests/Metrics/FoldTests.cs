using System.Text;
using Xunit;
using ZkAgent.Core.Health;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Core.Tests.Metrics;

/// <summary>The small decisions behind the agent's own numbers.</summary>
public sealed class FoldTests
{
    [Theory]
    [InlineData("serve1 serve1", 0)]
    [InlineData("looking serve1", 0)]
    [InlineData("serve1 looking serve2", 1)]
    [InlineData("serve1 looking looking serve1 serve2 serve2", 1)]
    [InlineData("serve1 serve2", 1)]
    [InlineData("serve1 unresponsive serve2", 1)]
    [InlineData("serve1 looking serve2 looking serve3", 2)]
    [InlineData("serve1 end looking serve1", 0)]
    [InlineData("serve1 end looking serve2", 1)]
    [InlineData("serve0 looking serve0 serve1 looking serve1", 2)]
    public void Elections_are_counted_once(string story, long expected)
    {
        var seen = story.Split(' ').Aggregate(ElectionsSeen.None, (elections, moment) => elections.After(Moment(moment)));
        Assert.Equal(expected, seen.Count);
    }

    [Fact]
    public void The_log_grows_by_what_is_appended_and_by_new_files_and_purging_takes_nothing_away()
    {
        var first = LogGrowth.After(null, [(1, 100), (5, 50)]);
        Assert.Equal(0, first.Total);
        var appended = LogGrowth.After(first, [(1, 100), (5, 80)]);
        Assert.Equal(30, appended.Total);
        var rolled = LogGrowth.After(appended, [(5, 90), (9, 40), (12, 7)]);
        Assert.Equal(30 + 10 + 40 + 7, rolled.Total);
        Assert.Equal(rolled, LogGrowth.After(rolled, [(12, 7)]));
        Assert.Equal(rolled.Total, LogGrowth.After(rolled, []).Total);
        Assert.Equal(20, LogGrowth.After(LogGrowth.After(null, []), [(1, 20)]).Total);
    }

    [Fact]
    public void A_processs_figures_are_read_behind_its_name_whatever_that_is()
    {
        const string stat = "812 (ja) va (x)) S 1 812 812 0 -1 4194560 81 0 3 0 150 50 0 0 20 0 42 0 1234 9000000 2500 18446744073709551615 1 1 0 0\n";
        Assert.Equal(new ProcessFigures(2.0, 2500 * 4096, 42, 7), ProcStat.Parse(Encoding.ASCII.GetBytes(stat), 100, 4096, 7));
        Assert.Null(ProcStat.Parse("812 (java) S 1 2"u8, 100, 4096, null));
        Assert.Null(ProcStat.Parse([], 100, 4096, null));
    }

    [Fact]
    public void No_two_families_share_a_name()
    {
        string[] names =
        [
            .. ZooKeeperFamilies.All.Concat(AgentFamilies.All).SelectMany(f => f.Type is MetricType.Summary or MetricType.Histogram ? [.. Samples(f.Name), f.Name + "_bucket"] : new[] { f.Name }),
            .. MntrCatalog.All.SelectMany(f => f.Type == MetricType.Summary
                ? [.. Samples("zk_" + f.Key), "zk_avg_" + f.Key, "zk_min_" + f.Key, "zk_max_" + f.Key] : new[] { "zk_" + f.Key }),
        ];
        Assert.Equal(names.Order(StringComparer.Ordinal), names.Distinct().Order(StringComparer.Ordinal));
        string[] native = [.. MntrCatalog.All.SelectMany(f => f.Type == MetricType.Summary ? Samples(f.Key) : [f.Key])];
        Assert.Equal(native.Length, native.Distinct().Count());

        static string[] Samples(string summary) => [summary, summary + "_sum", summary + "_count", summary + "_created"];
    }

    [Fact]
    public void The_catalogue_of_our_own_is_as_its_writer_wants_it()
    {
        // prometheus-net writes sentences as they are.
        Assert.DoesNotContain(AgentFamilies.All, f => f.Help.AsSpan().ContainsAny("\\\"\n"));
        Assert.DoesNotContain(AgentFamilies.All, f => f.Type == MetricType.Counter != f.Name.EndsWith("_total", StringComparison.Ordinal));
        Assert.DoesNotContain(AgentFamilies.All, f => f.Type == MetricType.Histogram != f.Buckets.Count > 0);
        Assert.Equal(["probe", "passed"], AgentFamilies.ProbeAnswers.LabelNames);
        Assert.Equal(["reason"], AgentFamilies.Restarts.LabelNames);
        Assert.Empty(AgentFamilies.Draining.LabelNames);
    }

    [Fact]
    public void Every_family_is_found_by_its_key_and_no_other_is()
    {
        Assert.All(MntrCatalog.All, f => Assert.Same(f, MntrCatalog.Find(f.Key)));
        Assert.Null(MntrCatalog.Find("znode_coun"));
        Assert.Null(MntrCatalog.Find("znode_counts"));
        Assert.Equal("ack_latency", MntrCatalog.FindLabelled("1_ack_latency")?.Key);
        Assert.Null(MntrCatalog.FindLabelled("ack_latency"));
        Assert.Null(MntrCatalog.FindLabelled("_ack_latency"));
    }

    private static HealthSnapshot Moment(string word)
    {
        var process = word == "end" ? Exposed.Runs with { Phase = ProcessPhase.BackingOff, Pid = null } : Exposed.Runs;
        var sample = word switch
        {
            "end" => null,
            "looking" => Exposed.SampleAt(FourLetterWords.NotServing, FourLetterWords.NotServing),
            "unresponsive" => Exposed.SampleAt("", ""),
            _ => Exposed.SampleAt($"Zxid: 0x{word["serve".Length..]}00000001\nMode: follower\n", "zk_server_state\tfollower\nzk_peer_state\tfollowing - broadcast\n"),
        };
        return Exposed.Health(sample, process);
    }
}
