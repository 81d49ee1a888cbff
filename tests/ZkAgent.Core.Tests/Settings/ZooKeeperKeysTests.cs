using Xunit;

namespace ZkAgent.Core.Tests.Settings;

public sealed class ZooKeeperKeysTests
{
    [Theory]
    [InlineData("quorumListenOnAllIPs", "true", "false")]
    [InlineData("electionPortBindRetry", "0", "3")]
    [InlineData("reconfigEnabled", "false", "true")]
    [InlineData("fastleader.maxNotificationInterval", "5000", "60000")]
    [InlineData("cnxTimeout", "1000", "5000")]
    [InlineData("tcpKeepAlive", "true", "false")]
    public void What_we_set_gives_way_to_what_the_user_set(string key, string ours, string theirs)
    {
        Assert.Equal(ours, Given.Three.Key(key));
        Assert.Equal(theirs, Given.Three.With($"ZK_CFG_{key.Replace(".", "__", StringComparison.Ordinal)}", theirs).Key(key));
        Assert.Equal(theirs, (Given.Three with { File = new("/f", $"{key}={theirs}") }).Key(key));
    }

    [Theory]
    [InlineData("stat", "stat,srvr,mntr,ruok")]
    [InlineData("mntr, ruok ,srvr", "mntr,ruok,srvr")]
    [InlineData("srvr,srvr", "srvr,mntr,ruok")]
    [InlineData("*", "*")]
    [InlineData("stat,*", "*")]
    public void The_words_that_the_agent_asks_are_always_allowed(string given, string all) =>
        Assert.Equal(all, Given.Three.With("ZOO_4LW_COMMANDS_WHITELIST", given).Key("4lw.commands.whitelist"));

    [Theory]
    [InlineData("yes", "true")]
    [InlineData("TRUE", "true")]
    [InlineData("0", "false")]
    public void Switches_are_written_as_the_words_that_zookeeper_compares_with(string given, string written) =>
        Assert.Equal(written, Given.Three.With("ZK_CFG_snapshot__trust__empty", given).Key("snapshot.trust.empty"));

    [Fact]
    public void Session_timeouts_follow_the_tick()
    {
        var given = Given.Three.With("ZK_TICK_TIME", "3000");
        Assert.Equal(("6000", "60000"), (given.Key("minSessionTimeout"), given.Key("maxSessionTimeout")));
        Assert.Equal("default, 2 ticks", given.Effective("ZK_MIN_SESSION_TIMEOUT").Origin);
    }

    [Fact]
    public void The_users_own_keys_come_last_and_sorted()
    {
        var lines = Given.Three.With("ZOO_CFG_EXTRA", "snapCount=1000 cnxTimeout=7000").With("ZK_CFG_maxCnxns", "9").ZooCfg.Split('\n');
        var own = lines.SkipWhile(l => !l.StartsWith("tcpKeepAlive=", StringComparison.Ordinal)).Skip(1).TakeWhile(l => !l.StartsWith("standaloneEnabled", StringComparison.Ordinal));
        Assert.Equal(["cnxTimeout=7000", "maxCnxns=9", "snapCount=1000"], own);
    }

    [Fact]
    public void A_value_with_a_line_end_or_a_backslash_stays_one_line_of_zoo_cfg() =>
        Assert.Equal("a\\nclientPort=1\\\\", Given.Three.With("ZK_CFG_audit__impl__class", "a\nclientPort=1\\").Key("audit.impl.class"));

    [Fact]
    public void Explain_tells_every_setting_once()
    {
        var plan = Given.Three.Works;
        Assert.Equal(Core.Settings.SettingCatalog.All.Select(s => s.Name), plan.Effective.Take(Core.Settings.SettingCatalog.All.Count).Select(e => e.Name));
        Assert.Equal(plan.Effective.Count, plan.Effective.Select(e => e.Name).Distinct().Count());
    }
}
