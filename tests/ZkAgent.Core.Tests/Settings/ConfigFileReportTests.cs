using Xunit;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Settings;

public sealed class ConfigFileReportTests
{
    private const string Stale = "tickTime=3000\nclientPort=2182\nsnapCount=5000\nserver.1=old-0.old:2888:3888\n";

    private static readonly Given s_given = Given.Three with { File = new("/conf/zoo.cfg", Stale), FileWasFound = true };

    [Fact]
    public void It_names_what_counts_and_says_that_variables_win() =>
        Assert.Equal("/conf/zoo.cfg was not written by zkagent, so it is used as ZK_CONFIG_FILE, and every variable beats it. It sets clientPort, snapCount. "
            + "Its server lines do not count, because ZK_REPLICAS is set; to use them, set ZK_SERVERS.",
            ConfigFileReport.Of(s_given.With("ZK_TICK_TIME", "2000").Sources));

    [Fact]
    public void Server_lines_that_another_image_left_do_not_bring_its_members_back_where_the_number_of_servers_is_set()
    {
        Assert.Equal(3, s_given.ServerLines.Length);
        Assert.DoesNotContain("old", string.Join('\n', s_given.ServerLines), StringComparison.Ordinal);
        Assert.Equal("2182", s_given.Key("clientPort"));
    }

    [Fact]
    public void Without_that_number_its_server_lines_are_the_list()
    {
        var given = new Given() with { HostName = "old-0", File = new("/conf/zoo.cfg", "server.1=old-0.x:2888:3888\nserver.2=old-1.x:2888:3888\n"), FileWasFound = true };
        Assert.Equal(2, given.Works.Topology!.Servers.Count);
        Assert.Contains("It sets server.1, server.2.", ConfigFileReport.Of(given.Sources), StringComparison.Ordinal);
        Assert.Contains("It sets nothing that counts.", ConfigFileReport.Of(given.With("ZK_SERVERS", "server.1=a:2888:3888").Sources), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_a_setting_names_needs_no_sentence() => Assert.Null(ConfigFileReport.Of((s_given with { FileWasFound = false }).Sources));

    /// <summary>Seen with the CloudPirates chart: the log of its members is in /data, and the official image's default is /datalog.</summary>
    [Fact]
    public void A_file_with_dataDir_alone_has_the_log_there_too_whatever_the_default_of_the_image()
    {
        var given = Given.Three with { File = new("/conf/zoo.cfg", "dataDir=/data\n"), FileWasFound = true, Fallbacks = ZkAgent.Core.Families.ImageFamily.Official.Fallbacks };

        Assert.Equal("/data", given.Works.Settings!.Directories.DataLog);
        Assert.Equal("/conf/zoo.cfg line 1: the file has no dataLogDir", given.Works.Effective.Single(e => e.Name == "ZK_DATA_LOG_DIR").Origin);
        Assert.Equal("/elsewhere", given.With("ZK_DATA_LOG_DIR", "/elsewhere").Works.Settings!.Directories.DataLog);
        Assert.Equal("/datalog", given.With("ZK_DATA_DIR", "/other").Works.Settings!.Directories.DataLog);
    }
}
