using System.Globalization;
using System.Text;
using CsCheck;
using Xunit;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Metrics;

/// <summary>What becomes of keys that no recording has, up to pure noise.</summary>
public sealed class MntrKeyTests
{
    [Theory]
    [InlineData("zk_brand_new\t7\n", "# TYPE zk_brand_new untyped\nzk_brand_new 7\n")]
    [InlineData("zk_commit_count\t7\n", "# TYPE zk_commit_count counter\nzk_commit_count 7\n")]
    [InlineData("zk_cnt_brand_new\t7\nzk_sum_brand_new\t70\nzk_p99_brand_new\t12.5\n", "# TYPE zk_brand_new summary\nzk_brand_new{quantile=\"0.99\"} 12.5\nzk_brand_new_sum 70\nzk_brand_new_count 7\n")]
    [InlineData("zk_cnt_2_ack_latency\t7\nzk_cnt_1_ack_latency\t5\n", "zk_ack_latency_count{key=\"1\"} 5\nzk_ack_latency_count{key=\"2\"} 7\n")]
    [InlineData("zk_sum_my \"app\"\\_read_per_namespace\t7\n", "zk_read_per_namespace_sum{key=\"my \\\"app\\\"\\\\\"} 7\n")]
    [InlineData("zk_avg_app_quota_count_limit_per_namespace\t7\n", "zk_quota_count_limit_per_namespace{key=\"avg_app\"} 7\n")]
    [InlineData("zk_fsynctime{quantile=\"0.5\",}\t1.0\nzk_fsynctime{quantile=\"0.9\",}\t2.0\nzk_fsynctime_count\t3.0\nzk_fsynctime_sum\t4.0\n",
        "# TYPE zk_fsynctime summary\nzk_fsynctime{quantile=\"0.5\"} 1.0\nzk_fsynctime{quantile=\"0.9\"} 2.0\nzk_fsynctime_sum 4.0\nzk_fsynctime_count 3.0\n")]
    [InlineData("zk_ack_latency{key=\"1\",quantile=\"0.5\",}\t1.0\nzk_ack_latency_count{key=\"1\",}\t3.0\n",
        "# TYPE zk_ack_latency summary\nzk_ack_latency{key=\"1\",quantile=\"0.5\"} 1.0\nzk_ack_latency_count{key=\"1\"} 3.0\n")]
    [InlineData("zk_jvm_memory_bytes_used{area=\"heap\",}\t1.5E7\n", "zk_jvm_memory_bytes_used{area=\"heap\"} 1.5E7\n")]
    [InlineData("zk_brand-new\t7\n", "zk_other_key{key=\"zk_brand-new\"} 7\n")]
    [InlineData("zk_up\t7\n", "zk_other_key{key=\"zk_up\"} 7\n")]
    [InlineData("zk_znode_count\tNaN\n", "zk_znode_count NaN\n")]
    [InlineData("zk_avg_a{b}c_read_per_namespace\t7.5\n", "zk_other_key{key=\"zk_avg_a{b}c_read_per_namespace\"} 7.5\n")]
    [InlineData("zk_znode_count\t9223372036854775807\n", "zk_znode_count 9223372036854775807\n")]
    public void A_key_becomes(string mntr, string expected)
    {
        var page = Exposed.OfMntr(mntr);
        Strict.Read(page, ExpositionFormat.Text);
        Assert.Contains(expected, page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zk_znode_count\t1\nzk_znode_count\t2\n", "zk_znode_count 1\n", 1)]
    [InlineData("zk_cnt_new\t1\nzk_new\t2\n", "zk_new_count 1\n", 1)]
    [InlineData("zk_cnt_new\t1\nzk_colour\tblue\n", "zk_new_count 1\n", 1)]
    [InlineData("zk_cnt_new\t1\nzk_znode_count\t1e999\n", "zk_new_count 1\n", 1)]
    [InlineData("zk_cnt_new\t1\nzk_znode_count\tInfinity\n", "zk_new_count 1\n", 1)]
    [InlineData("zk_cnt_new\t1\nzk_cnt_new_count\t2\n", "zk_new_count 1\n", 1)]
    public void What_would_be_ambiguous_or_is_no_number_is_cut_and_counted(string mntr, string stays, int cut)
    {
        foreach (var format in Enum.GetValues<ExpositionFormat>())
        {
            var page = Exposed.OfMntr(mntr, format);
            Strict.Read(page, format);
            Assert.Contains(stays, page, StringComparison.Ordinal);
            Assert.Contains($"zkagent_metrics_dropped{{reason=\"name\"}} {cut}\n", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_hundred_labels_of_a_family_are_told_and_the_rest_is_counted()
    {
        var mntr = new StringBuilder();
        for (var i = 0; i < 150; i++) mntr.Append(System.Globalization.CultureInfo.InvariantCulture, $"zk_cnt_ns{i:000}_read_per_namespace\t{i}\nzk_sum_ns{i:000}_read_per_namespace\t{i}\n");
        var page = Exposed.OfMntr(mntr.ToString());
        var family = Assert.Single(Strict.Read(page, ExpositionFormat.Text), f => f.Name == "zk_read_per_namespace");
        Assert.Equal(200, family.Samples.Count);
        Assert.Equal("ns099", family.Samples[^1]["key"]);
        Assert.Contains("zkagent_metrics_dropped{reason=\"labels\"} 100\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Five_thousand_lines_are_told_and_the_rest_is_counted()
    {
        var page = Exposed.OfMntr(string.Concat(Enumerable.Range(0, 6000).Select(i => $"zk_new{i}\t1\n")));
        Strict.Read(page, ExpositionFormat.Text);
        Assert.Contains("zkagent_metrics_dropped{reason=\"lines\"} 1000\n", page, StringComparison.Ordinal);
        Assert.InRange(page.Length, 100_000, 2_000_000);
    }

    [Fact]
    public void In_OpenMetrics_a_summary_has_nothing_negative_in_it()
    {
        const string mntr = "zk_cnt_connection_token_deficit\t2\nzk_sum_connection_token_deficit\t-7\n";
        Assert.Contains("zk_connection_token_deficit_sum -7\n", Exposed.OfMntr(mntr), StringComparison.Ordinal);
        var page = Exposed.OfMntr(mntr, ExpositionFormat.OpenMetrics);
        Strict.Read(page, ExpositionFormat.OpenMetrics);
        Assert.DoesNotContain("zk_connection_token_deficit_sum", page, StringComparison.Ordinal);
    }

    /// <summary>Found by noise: the summary min_commit_count would have the name of commit_count's smallest value.</summary>
    [Theory]
    [InlineData("zk_cnt_min_commit_count\t78\nzk_min_commit_count\t5\n")]
    [InlineData("zk_cnt_sum_znode_count\t1\nzk_sum_znode_count\t2\n")]
    public void A_part_of_a_part_is_a_name_of_its_own(string mntr)
    {
        foreach (var format in Enum.GetValues<ExpositionFormat>())
        {
            var page = Exposed.OfMntr(mntr, format);
            Strict.Read(page, format);
            foreach (var line in mntr.Split('\n', StringSplitOptions.RemoveEmptyEntries)) Assert.Contains($"\n{line.Replace('\t', ' ')}\n", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Noise_never_makes_a_page_that_is_not_valid() =>
        Gen.Select(Noise, Gen.Enum<ExpositionFormat>(), Gen.Enum<MetricNames>()).Sample(
            (mntr, format, names) => Strict.Read(Exposed.OfMntr(mntr, format, names), format), iter: 4000);

    /// <summary>Pieces of real keys, put together at random: few enough that they meet.</summary>
    private static readonly Gen<string> Key = Gen.Select(
        Gen.Frequency((3, "zk_"), (1, "")),
        Gen.OneOf(
            "zk_", "avg_", "min_", "max_", "cnt_", "sum_", "p50_", "p99_", "p999_", "p2_", "1", "2", "_", "a", "b", "fsynctime", "znode_count", "commit_count", "_count", "_sum", "_total", "_bucket",
            "_ack_latency", "ack_latency", "_read_per_namespace", "_quota_count_limit_per_namespace", "up", "other_key", "version", "server_state", "latency",
            "{key=\"1\"}", "{quantile=\"0.5\"}", "{key=\"1\",quantile=\"0.5\",}", "{quantile=\"0.5\",key=\"1\"}", "{a=\"x\",b=\"y\"}", "{b=\"y\",a=\"x\"}", "{a=\"\"}", "{", "}", "=\"", "\"", "\\", "\\n", " ", "é", "\ud800", "\u0001", "#", "-").Array[1, 4],
        Gen.Frequency((199, ""), (1, new string('x', 600))),
        (prefix, pieces, end) => prefix + string.Concat(pieces) + end);

    private static readonly Gen<string> Value = Gen.Frequency<string>(
        (10, Gen.OneOf("NaN", "Infinity", "-Infinity", "-5", "1e999", "blue \"\\é", "", "1.", "0x10", "1E-4")),
        (2, Gen.Int[0, 99].Select(n => n.ToString(CultureInfo.InvariantCulture))));

    private static readonly Gen<string> Noise = Gen.Select(Key, Value, (key, value) => $"{key}\t{value}\n").Array[1, 29].Select(lines => string.Concat(lines));
}
