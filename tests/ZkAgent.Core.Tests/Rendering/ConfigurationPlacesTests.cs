using Xunit;
using ZkAgent.Core.Rendering;

namespace ZkAgent.Core.Tests.Rendering;

public sealed class ConfigurationPlacesTests
{
    private static readonly Given s_given = Given.Three.With("ZK_CONF_DIR", "/conf").With("ZK_RUN_DIR", "/run/zkagent");

    [Fact]
    public void Without_files_of_the_users_everything_is_in_the_configuration_directory()
    {
        var places = Decide();
        Assert.Equal(("/conf/zoo.cfg", "/conf/logback.xml", "/conf/log4j.properties", "/conf/java.security", "/conf/java.env"), (places.ZooCfg, places.Logback, places.Log4J, places.JavaSecurity, places.JavaEnv));
        Assert.Empty(places.Reasons);
        Assert.Equal(["zoo.cfg", "logback.xml", "log4j.properties", "java.security"], Written(places));
    }

    [Fact]
    public void A_file_of_ours_is_written_again_where_it_is()
    {
        var places = Decide(("zoo.cfg", FileState.Ours), ("java.env", FileState.Ours));
        Assert.Equal("/conf/zoo.cfg", places.ZooCfg);
        Assert.True(places.JavaEnvExists);
        Assert.Empty(places.Reasons);
    }

    [Fact]
    public void A_zoo_cfg_of_the_users_stays_and_the_effective_one_is_elsewhere()
    {
        var places = Decide(("zoo.cfg", FileState.Users));
        Assert.Equal("/run/zkagent/generated/zoo.cfg", places.ZooCfg);
        Assert.Equal("/conf/logback.xml", places.Logback);
        Assert.Equal(["ZooKeeper reads /run/zkagent/generated/zoo.cfg; /conf/zoo.cfg stays as it is."], places.Reasons);
        Assert.Empty(places.Warnings);
    }

    [Fact]
    public void Without_a_run_directory_the_other_place_is_below_the_configuration_directory() =>
        Assert.Equal("/conf/generated/zoo.cfg", ConfigurationPlaces.Decide(Given.Three.With("ZK_CONF_DIR", "/conf").Works.Settings!, Facts(true, ("zoo.cfg", FileState.Users, false)), null).ZooCfg);

    [Fact]
    public void A_zoo_cfg_of_the_users_that_is_not_read_is_named()
    {
        var places = ConfigurationPlaces.Decide(s_given.Works.Settings!, Facts(true, ("zoo.cfg", FileState.Users, false)), "/etc/zoo.cfg");
        Assert.Equal(["/conf/zoo.cfg was not written by zkagent; it is kept and not used, because ZK_CONFIG_FILE names /etc/zoo.cfg"], places.Warnings);
        Assert.Empty(ConfigurationPlaces.Decide(s_given.Works.Settings!, Facts(true, ("zoo.cfg", FileState.Users, false)), "/conf/zoo.cfg").Warnings);
    }

    [Fact]
    public void A_log_configuration_of_the_users_is_used_and_not_written()
    {
        var places = Decide(("logback.xml", FileState.Users));
        Assert.Equal(("/conf/logback.xml", true, "/conf/log4j.properties", false), (places.Logback, places.LogbackIsUsers, places.Log4J, places.Log4JIsUsers));
        Assert.Equal(["/conf/logback.xml was not written by zkagent: ZooKeeper logs as it says, and ZK_LOG_LEVEL has no effect on it."], places.Reasons);
        Assert.Equal(["zoo.cfg", "log4j.properties", "java.security"], Written(places));
        Assert.True(Decide(("log4j.properties", FileState.Users)).Log4JIsUsers);
    }

    [Fact]
    public void A_java_env_of_the_users_is_not_written() => Assert.Null(Decide(("java.env", FileState.Users)).JavaEnv);

    [Fact]
    public void A_directory_that_cannot_be_written_to_leaves_everything_to_the_run_directory()
    {
        var places = ConfigurationPlaces.Decide(s_given.Works.Settings!, Facts(false, ("logback.xml", FileState.Users, false), ("zoo.cfg", FileState.Ours, false)), null);
        Assert.Equal(("/run/zkagent/generated/zoo.cfg", "/conf/logback.xml", "/run/zkagent/generated/log4j.properties", "/run/zkagent/generated/java.security", null),
            (places.ZooCfg, places.Logback, places.Log4J, places.JavaSecurity, places.JavaEnv));
        Assert.StartsWith("/conf (ZK_CONF_DIR) cannot be written to: the files for ZooKeeper are in /run/zkagent/generated.", places.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_run_directory_the_writer_refuses_it() =>
        Assert.Equal("/conf/zoo.cfg", ConfigurationPlaces.Decide(Given.Three.With("ZK_CONF_DIR", "/conf").Works.Settings!, Facts(false), null).ZooCfg);

    [Fact]
    public void A_mounted_file_with_our_header_cannot_be_replaced_and_is_named()
    {
        var places = ConfigurationPlaces.Decide(s_given.Works.Settings!, Facts(true, ("zoo.cfg", FileState.Ours, true)), null);
        Assert.Equal("/run/zkagent/generated/zoo.cfg", places.ZooCfg);
        Assert.Equal(["/conf/zoo.cfg is mounted and begins with zkagent's header, so nothing is read from it; remove the first line to have it used"], places.Warnings);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_refused() =>
        Assert.Equal(["cannot read /conf/logback.xml: it is not known whether zkagent wrote it; let the agent's user read it, or remove it"], Decide(("logback.xml", FileState.Unreadable)).Problems);

    [Theory]
    [InlineData("# Written by zkagent at every start: change the settings (zkagent explain), not this file.\ntickTime=2000\n", true)]
    [InlineData("<!-- Written by zkagent at every start: change ZK_LOG_LEVEL, not this file. -->\n<configuration>", true)]
    [InlineData("tickTime=2000\n", false)]
    [InlineData("", false)]
    public void Our_files_of_every_version_are_recognised(string text, bool ours) => Assert.Equal(ours, ConfigurationFiles.IsOurs(text));

    private static ConfigurationPlaces Decide(params (string Name, FileState State)[] files) =>
        ConfigurationPlaces.Decide(s_given.Works.Settings!, Facts(true, [.. files.Select(f => (f.Name, f.State, false))]), null);

    private static ConfigurationFacts Facts(bool writable, params (string Name, FileState State, bool Mounted)[] files) =>
        new(writable, files.ToDictionary(f => f.Name, f => new FoundFile(f.State, f.Mounted)));

    private static string[] Written(ConfigurationPlaces places) =>
        [.. ConfigurationFiles.Of(s_given.Works.Settings!, s_given.Works.LocalMember!, guarded: true, places).Select(f => Path.GetFileName(f.Path))];
}
