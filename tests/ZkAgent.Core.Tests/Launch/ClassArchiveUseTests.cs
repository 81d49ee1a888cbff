using Xunit;
using ZkAgent.Core.Launch;

namespace ZkAgent.Core.Tests.Launch;

public sealed class ClassArchiveUseTests
{
    [Fact]
    public void An_archive_that_fits_is_used() =>
        Assert.Equal(new(true, "ZooKeeper starts with the class archive /usr/local/lib/zkagent/classes.jsa."), Decide(GivenLaunch.Facts()));

    [Theory]
    [InlineData("-Xmx2G -Dzookeeper.extendedTypesEnabled=true")]
    [InlineData("-Dlogback.configurationFile=/etc/logback.xml")]
    [InlineData("-Dlogback.configurationFile=https://config/logback.xml")]
    [InlineData("-Dlog4j.configuration=file:/etc/log4j.properties")]
    [InlineData("-XX:+UseZGC")]
    [InlineData("-javaagent:/jmx_exporter.jar=7000:/config.yaml")]
    public void Flags_that_change_nothing_about_it_are_no_hindrance(string flags) => Assert.True(Decide(GivenLaunch.Facts(), ("SERVER_JVMFLAGS", flags), ("ZOO_LOG_DIR", "/x")).Taken);

    [Theory]
    [InlineData("-Xshare:off", "-Xshare:off")]
    [InlineData("-XX:SharedArchiveFile=/my.jsa", "-XX:SharedArchiveFile")]
    [InlineData("-XX:ArchiveClassesAtExit=/my.jsa", "-XX:ArchiveClassesAtExit")]
    [InlineData("-XX:+AutoCreateSharedArchive", "-XX:+AutoCreateSharedArchive")]
    [InlineData("-XX:AOTCache=/my.aot", "-XX:AOTCache")]
    [InlineData("-cp /my.jar", "-cp")]
    [InlineData("-classpath /my.jar", "-classpath")]
    [InlineData("--class-path=/my.jar", "--class-path")]
    [InlineData("-Djava.class.path=/my.jar", "-Djava.class.path")]
    [InlineData("@/my/flags", "@/my/flags")]
    [InlineData("-XX:VMOptionsFile=/my/flags", "-XX:VMOptionsFile")]
    [InlineData("-XX:Flags=/my/flags", "-XX:Flags")]
    public void Flags_of_the_users_own_for_archive_or_class_path_win(string flags, string named)
    {
        foreach (var variable in (string[])["SERVER_JVMFLAGS", "JVMFLAGS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"])
            Refuses($"{variable} has {named}", GivenLaunch.Facts(), (variable, "-Dx=y " + flags));
    }

    [Theory]
    [InlineData("-Dlogback.configurationFile=my-logback.xml")]
    [InlineData("-Dlog4j.configuration=my.properties")]
    [InlineData("-Dlog4j.configuration=file:my.properties")]
    [InlineData("-Dlog4j.configuration")]
    public void A_log_configuration_without_an_absolute_path_is_looked_for_on_the_class_path(string flag) =>
        Refuses($"JVMFLAGS has {flag}, which is looked for on the class path", GivenLaunch.Facts(), ("JVMFLAGS", flag));

    [Fact]
    public void CLASSPATH_is_the_scripts_business() => Refuses("CLASSPATH is set", GivenLaunch.Facts(), ("CLASSPATH", "/my.jar"));

    [Fact]
    public void An_image_without_one_says_how_to_make_one() =>
        Refuses("the image has none (zkagent archive-classes makes one at image build)", GivenLaunch.Facts() with { Archive = null });

    [Fact]
    public void One_of_another_ZooKeeper_is_left_alone() => Refuses(
        "the image's archive was made for /other/bin/zkServer.sh, not for /opt/zookeeper/bin/zkServer.sh",
        GivenLaunch.Facts() with { Archive = new("/other/bin/zkServer.sh", GivenLaunch.Java) });

    [Fact]
    public void One_of_another_Java_is_left_alone_because_an_old_one_refuses_the_flag()
    {
        Refuses("the image's archive was made with Java 21.0.8+9 (/usr/lib/jvm/java-21/bin/java), and here is Java of unknown version (/opt/java8/bin/java)",
            GivenLaunch.Facts() with { Java = new("/opt/java8/bin/java", "unknown") });
        Refuses("the image's archive was made with Java 21.0.8+9 (/usr/lib/jvm/java-21/bin/java), and here is Java 21.0.9+1 (/usr/lib/jvm/java-21/bin/java)",
            GivenLaunch.Facts() with { Java = GivenLaunch.Java with { Version = "21.0.9+1" } });
        Refuses("the image's archive was made with Java 21.0.8+9 (/usr/lib/jvm/java-21/bin/java), and here is no Java that can be found",
            GivenLaunch.Facts() with { Java = null });
    }

    [Theory]
    [InlineData("zoo.cfg", "logback.xml", "log4j.properties", "java.security", "zkagent.sock")]
    [InlineData("zoo.cfg.before-zkagent", "zoo.cfg.dynamic.100000000", "zoo_sample.cfg", "configuration.xsl", "generated/", "..data/", "..2026_11_27/")]
    [InlineData("tls.crt", "tls.key", "ca.pem", "store.p12", "store.jks", "jaas.conf", "zk.keytab")]
    public void What_ZooKeeper_reads_by_path_may_lie_in_the_configuration_directory(params string[] entries) => Assert.True(Decide(GivenLaunch.Facts(entries)).Taken);

    [Theory]
    [InlineData("my-logback.xml")]
    [InlineData("simplelogger.properties")]
    [InlineData("org/")]
    [InlineData("tls.crt/")]
    [InlineData("Plugin.class")]
    [InlineData("README")]
    public void Anything_else_there_may_be_meant_for_the_class_path(string entry) =>
        Refuses($"/conf/{entry} may be meant for the class path", GivenLaunch.Facts("zoo.cfg", entry));

    [Theory]
    [InlineData("java.env")]
    [InlineData("zookeeper-env.sh")]
    public void A_file_that_the_script_executes_is_the_scripts_business(string file) => Refuses($"the script reads {file} in /conf", GivenLaunch.Facts(file));

    [Fact]
    public void A_command_of_the_users_own_is_left_alone() => Assert.Equal(
        "ZooKeeper starts without a class archive: ZK_SERVER_COMMAND is set.",
        ClassArchiveUse.Decide(GivenLaunch.Installation, ReadSettings.Of(("ZK_REPLICAS", "3"), ("ZK_SERVER_COMMAND", GivenLaunch.Script)), GivenLaunch.Environment(), GivenLaunch.Facts()).Reason);

    private static void Refuses(string reason, LaunchFacts facts, params (string Name, string Value)[] environment) =>
        Assert.Equal(new(false, $"ZooKeeper starts without a class archive: {reason}."), Decide(facts, environment));

    private static LaunchDecision Decide(LaunchFacts facts, params (string Name, string Value)[] environment) => ClassArchiveUse.Decide(
        GivenLaunch.Installation, ReadSettings.Of(("ZK_REPLICAS", "3"), ("ZK_CONF_DIR", "/conf")), GivenLaunch.Environment(environment), facts);
}
