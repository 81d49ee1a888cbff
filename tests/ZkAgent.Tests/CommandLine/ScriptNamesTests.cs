using Xunit;
using ZkAgent.CommandLine;
using ZkAgent.Core.Settings;

namespace ZkAgent.Tests.CommandLine;

public sealed class ScriptNamesTests
{
    [Theory]
    [InlineData("zkGenConfig.sh", "", "render")]
    [InlineData("/usr/local/bin/zkGenConfig.sh", "", "render")]
    [InlineData("zkOk.sh", "", "ok")]
    [InlineData("zkOk.sh", "2181", "ok 2181")]
    [InlineData("zkMetrics.sh", "", "metrics")]
    [InlineData("zookeeper-ready", "2181", "ok 2181")]
    [InlineData("zookeeper-metrics", "2181", "metrics 2181")]
    [InlineData("start-zookeeper", "", "run")]
    [InlineData("start-zookeeper", "--servers=3 --heap=1G", "run --servers=3 --heap=1G")]
    [InlineData("start-zookeeper", "-v --servers=3", "run --servers=3")]
    [InlineData("start-zookeeper", "-h", "run -h")]
    [InlineData("start-zookeeper", "stray --servers=3 words", "run --servers=3")]
    [InlineData("zkServer.sh", "start-foreground", "run")]
    [InlineData("/opt/zookeeper/bin/zkServer.sh", "start-foreground /conf/zoo.cfg", "run --config_file=/conf/zoo.cfg")]
    [InlineData("zkServer.sh", "--config /conf start-foreground", "run --conf_dir=/conf")]
    [InlineData("zkServer.sh", "--config /conf start-foreground zoo.cfg", "run --conf_dir=/conf --config_file=zoo.cfg")]
    [InlineData("zkServer.sh", "status", "status")]
    [InlineData("zkServer.sh", "status /conf/zoo.cfg", "status")]
    [InlineData("zkServer.sh", "--config /conf status", "status")]
    [InlineData("zkServer.sh", "", "real-zkServer.sh")]
    [InlineData("zkServer.sh", "stop", "real-zkServer.sh stop")]
    [InlineData("zkServer.sh", "--config /conf print-cmd", "real-zkServer.sh --config /conf print-cmd")]
    [InlineData("zkServer.sh", "start-foreground a b", "real-zkServer.sh start-foreground a b")]
    [InlineData("/run.sh", "", "run")]
    [InlineData("/opt/bitnami/scripts/zookeeper/run.sh", "", "run")]
    [InlineData("/opt/bitnami/scripts/zookeeper/setup.sh", "", "render")]
    [InlineData("/opt/bitnami/scripts/zookeeper/healthcheck.sh", "", "ok")]
    [InlineData("/entrypoint.sh", "/run.sh", "run")]
    [InlineData("/entrypoint.sh", "", "run")]
    [InlineData("/opt/bitnami/scripts/zookeeper/entrypoint.sh", "/opt/bitnami/scripts/zookeeper/run.sh", "run")]
    [InlineData("/entrypoint.sh", "/opt/bitnami/scripts/zookeeper/setup.sh", "render")]
    [InlineData("/entrypoint.sh", "/scripts/setup.sh", "other-program /scripts/setup.sh")]
    [InlineData("/entrypoint.sh", "bash -c date", "other-program bash -c date")]
    [InlineData("/entrypoint.sh", "zkagent explain", "explain")]
    [InlineData("/etc/confluent/docker/run", "", "run")]
    [InlineData("/docker-entrypoint.sh", "zkServer.sh start-foreground", "run")]
    [InlineData("/docker-entrypoint.sh", "/apache-zookeeper/bin/zkServer.sh start-foreground /conf/zoo.cfg", "run --config_file=/conf/zoo.cfg")]
    [InlineData("/docker-entrypoint.sh", "zkServer.sh print-cmd", "real-zkServer.sh print-cmd")]
    [InlineData("/docker-entrypoint.sh", "zkCli.sh -server zk", "other-program zkCli.sh -server zk")]
    [InlineData("/docker-entrypoint.sh", "/somewhere/zkOk.sh", "other-program /somewhere/zkOk.sh")]
    [InlineData("/usr/local/bin/zookeeperStart.sh", "", "run")]
    [InlineData("zookeeperReady.sh", "", "probe ready")]
    [InlineData("zookeeperLive.sh", "", "probe live")]
    [InlineData("zookeeperTeardown.sh", "", "drain")]
    [InlineData("zkagent", "explain", "explain")]
    [InlineData("/usr/local/bin/zkagent", "", "")]
    public void Each_old_name_is_the_command_that_took_its_place(string program, string arguments, string words) =>
        Assert.Equal(words, string.Join(' ', ScriptNames.Translate(program, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries))));

    [Theory]
    [InlineData("zkServer.sh start-foreground", "run", "/data")]
    [InlineData("/apache-zookeeper/bin/zkServer.sh start-foreground", "run", "/data")]
    [InlineData("/docker-entrypoint.sh zkServer.sh start-foreground", "run", "/data")]
    [InlineData("/run.sh", "run", "/bitnami/zookeeper/data")]
    [InlineData("/entrypoint.sh /run.sh", "run", "/bitnami/zookeeper/data")]
    [InlineData("/opt/bitnami/scripts/zookeeper/run.sh", "run", "/bitnami/zookeeper/data")]
    [InlineData("zookeeperStart.sh", "run", "/data")]
    [InlineData("/etc/confluent/docker/run", "run", null)]
    [InlineData("start-zookeeper --servers=3", "run --servers=3", null)]
    [InlineData("run", "run", null)]
    [InlineData("explain", "explain", null)]
    [InlineData("", "", null)]
    public void Arguments_without_a_command_name_the_program_that_took_them(string arguments, string words, string? dataDirectory)
    {
        var (program, called) = ScriptNames.Called("/usr/local/bin/zkagent", arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(words, string.Join(' ', ScriptNames.Translate(program, called)));
        Assert.Equal(dataDirectory, ScriptNames.Fallbacks(program).GetValueOrDefault("data_dir"));
    }

    [Fact]
    public void Only_names_of_other_images_have_defaults_that_differ_from_ours()
    {
        Assert.Equal(KeyValuePair.Create("servers", "1"), Assert.Single(ScriptNames.Fallbacks("/usr/bin/start-zookeeper")));
        Assert.Equal("/bitnami/zookeeper/data", ScriptNames.Fallbacks("/entrypoint.sh")["data_dir"]);
        foreach (var name in new[] { "zkGenConfig.sh", "zkOk.sh", "zkMetrics.sh", "zkServer.sh", "zookeeper-ready", "zookeeper-metrics", "zkagent" })
            Assert.Empty(ScriptNames.Fallbacks(name));
    }

    [Fact]
    public void Every_flag_of_start_zookeeper_is_one_of_ours()
    {
        foreach (var flag in "servers data_dir data_log_dir log_dir conf_dir client_port election_port server_port tick_time init_limit sync_limit heap max_client_cnxns snap_retain_count purge_interval max_session_timeout min_session_timeout log_level".Split(' '))
            Assert.NotNull(SettingCatalog.ByFlag(flag));
    }
}
