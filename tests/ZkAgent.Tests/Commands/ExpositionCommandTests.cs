using System.Text;
using Xunit;
using ZkAgent.Commands;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Tests.Metrics;
using ZkAgent.Machine;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Commands;

public sealed class ExpositionCommandTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("follower", "1")]
    [InlineData(null, "0")]
    public async Task Without_an_agent_the_page_has_what_a_single_look_shows(string? mode, string up)
    {
        await using var zooKeeper = new ScriptedZooKeeper { Script = ScriptedZooKeeper.Serving(mode) };
        Directory.CreateDirectory(_directory.At("data"));
        var settings = new SettingResolver(SettingSourcesReader.Read(new Dictionary<string, string>(), new Dictionary<string, string>(),
            new Dictionary<string, string> { ["ZK_DATA_DIR"] = _directory.At("data"), ["ZK_DATA_LOG_DIR"] = _directory.At("data") }));
        using var output = new MemoryStream();

        Assert.Equal(0, await new ExpositionCommand(TimeProvider.System).RunAsync(settings, zooKeeper.Port, () => output, TextWriter.Null));

        var page = Encoding.UTF8.GetString(output.ToArray());
        var families = Strict.Read(page, ExpositionFormat.Text);
        Assert.Equal(up, Assert.Single(families[0].Samples).Value);
        string[] mntr = mode is null ? [] : ["zkagent_mntr_complete", "zkagent_metrics_dropped"];
        string[] disk = ["zkagent_directory_bytes", "zkagent_filesystem_size_bytes", "zkagent_filesystem_free_bytes", "zkagent_filesystem_inodes", "zkagent_filesystem_inodes_free",
            "zkagent_snapshots", "zkagent_newest_snapshot_age_seconds", "zkagent_transaction_logs", "zkagent_transaction_log_growth_bytes_total"];
        Assert.Equal(
            [.. mntr, "zkagent_build_info", "zkagent_health_state", "zkagent_health_state_seconds", "zkagent_probe_passing", .. disk],
            families.Select(f => f.Name).Where(n => !n.StartsWith("zk_", StringComparison.Ordinal)));
        Assert.Empty(await Promtool.ComplainsAsync(page));
    }
}
