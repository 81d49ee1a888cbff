using Xunit;
using ZkAgent.Core.Families;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Families;

/// <summary>Values in files, names that are not settings, and families that disagree.</summary>
public sealed class FamilyVariablesTests
{
    private static Given InFile(string name, string? text, string? failure = null) =>
        Given.Three.With(name, "/f") with { ValueFiles = new Dictionary<string, FileText> { [name] = new("/f", text, failure) } };

    [Theory]
    [InlineData("ZOO_TICK_TIME_FILE", "3000\n", "tickTime", "3000")]
    [InlineData("ZOO_PORT_NUMBER_FILE", "2182", "clientPort", "2182")]
    [InlineData("ZOO_SNAPCOUNT_FILE", "5000\r\n", "snapCount", "5000")]
    [InlineData("ZOO_LISTEN_ALLIPS_ENABLED_FILE", "yes\n", "quorumListenOnAllIPs", "true")]
    [InlineData("ZOO_CFG_snapCount_FILE", "6000\n", "snapCount", "6000")]
    public void A_value_may_stand_in_a_file(string name, string text, string key, string expected)
    {
        Assert.True(FamilyNames.IsFileForm(name));
        Assert.Equal(expected, InFile(name, text).Key(key));
        Assert.Empty(InFile(name, text).Works.Warnings);
    }

    [Fact]
    public void A_list_and_a_heap_may_stand_in_a_file()
    {
        Assert.Equal("server.2=zk-1:2888:3888:participant;2181", (InFile("ZOO_SERVERS_FILE", "zk-0:2888:3888,zk-1:2888:3888\n") with { Environment = [] }).ServerLines[1]);
        Assert.Equal("512m", InFile("ZOO_HEAP_SIZE_FILE", "512\n").Works.Settings!.Jvm.Heap);
    }

    [Theory]
    [InlineData("ZOO_TLS_CLIENT_KEYSTORE_FILE")]
    [InlineData("ZOO_TLS_CLIENT_KEYSTORE_PASSWORD_FILE")]
    [InlineData("ZOO_LOG_FILE")]
    [InlineData("ZK_CFG_ssl__keyStore__password_FILE")]
    [InlineData("ZOO_CFG_EXTRA")]
    [InlineData("SOME_FILE")]
    public void Other_names_that_end_so_are_no_file_with_a_value(string name) => Assert.False(FamilyNames.IsFileForm(name));

    [Theory]
    [InlineData(null, "no such file.", "a file that holds the value of ZOO_CLIENT_PASSWORD; no such file")]
    [InlineData("\n", null, "a file that holds the value of ZOO_CLIENT_PASSWORD; it is empty")]
    public void A_file_without_a_value_is_refused(string? text, string? failure, string expected) =>
        Assert.Equal($"cannot use ZOO_CLIENT_PASSWORD_FILE=/f: expected {expected}", InFile("ZOO_CLIENT_PASSWORD_FILE", text, failure).Problem);

    [Fact]
    public void The_file_wins_over_the_variable_and_says_so()
    {
        var given = InFile("ZOO_TICK_TIME_FILE", "3000").With("ZOO_TICK_TIME", "4000");
        Assert.Equal("3000", given.Key("tickTime"));
        Assert.Contains("ZOO_TICK_TIME has no effect: ZOO_TICK_TIME_FILE names a file with another value, which counts", given.Works.Warnings);
    }

    [Fact]
    public void Our_names_win_and_one_warning_names_all_that_disagree()
    {
        var given = Given.Three.With("ZK_TICK_TIME", "3000").With("ZOO_TICK_TIME", "4000").With("ZK_CFG_snapCount", "1000").With("ZOO_SNAPCOUNT", "2000").With("ZOO_INIT_LIMIT", "9").With("ZOOKEEPER_INIT_LIMIT", "8");
        Assert.Equal("variables of another image have no effect where a stronger source disagrees: ZOO_TICK_TIME=4000 (ZK_TICK_TIME=3000 counts), ZOOKEEPER_INIT_LIMIT=8 (ZOO_INIT_LIMIT=9 counts), ZOO_SNAPCOUNT=2000 (ZK_CFG_snapCount=1000 counts)",
            Assert.Single(given.Works.Warnings));
        Assert.Equal(("3000", "1000", "9"), (given.Key("tickTime"), given.Key("snapCount"), given.Key("initLimit")));
    }

    [Fact]
    public void Names_that_say_the_same_are_silent() =>
        Assert.Empty(Given.Three.With("ZK_TICK_TIME", "3000").With("ZOO_TICK_TIME", "3000").With("ZK_ADMIN_SERVER_ENABLED", "false").With("ZOO_ENABLE_ADMIN_SERVER", "no")
            .With("ZK_HEAP_SIZE", "512M").With("ZOO_HEAP_SIZE", "512").Works.Warnings);

    [Fact]
    public void One_line_names_the_variables_and_one_says_what_else_the_agent_does()
    {
        var notes = GivenBitnami.Three.Works.Notes;
        Assert.Equal(2, notes.Count);
        Assert.StartsWith("Settings taken from Bitnami's variables: ZOO_4LW_COMMANDS_WHITELIST, ZOO_AUTOPURGE_INTERVAL, ", notes[0], StringComparison.Ordinal);
        Assert.Contains("ZOO_SNAPCOUNT", notes[0], StringComparison.Ordinal);
        Assert.DoesNotContain("ZOO_DATA_LOG_DIR", notes[0], StringComparison.Ordinal);
        Assert.StartsWith("zkagent also answers probes over HTTP on port 9141", notes[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Each_family_has_its_line()
    {
        Assert.Equal("Settings taken from the official image's variables: ZOO_TICK_TIME.", Given.Three.With("ZOO_TICK_TIME", "3000").Works.Notes[0]);
        Assert.Equal("Settings taken from Confluent's variables: KAFKA_HEAP_OPTS, ZOOKEEPER_TICK_TIME.", Given.Three.With("ZOOKEEPER_TICK_TIME", "3000").With("KAFKA_HEAP_OPTS", "-Xmx512m").Works.Notes[0]);
        Assert.Empty(Given.Three.With("ZK_TICK_TIME", "3000").Works.Notes);
        Assert.Empty(Given.Three.With("ZK_TICK_TIME", "3000").With("ZOO_TICK_TIME", "4000").Works.Notes);
    }
}
