using Xunit;
using ZkAgent.Core.Launch;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Launch;

public sealed class LaunchPlanTests
{
    [Fact]
    public void The_script_is_started_in_the_foreground_with_the_rendered_file()
    {
        var plan = Plan();

        Assert.Equal("/opt/zookeeper/bin/zkServer.sh", plan.Command);
        Assert.Equal(["/opt/zookeeper/bin/zkServer.sh", "start-foreground", "/conf/zoo.cfg"], plan.Arguments);
    }

    [Fact]
    public void The_environment_is_the_agents_own_with_the_directories_and_the_flags()
    {
        var plan = Plan(("PATH", "/bin"), ("JAVA_HOME", "/java"), ("ZOO_LOG_DIR", "/elsewhere"), ("ZOOCFGDIR", "/elsewhere"));

        Assert.Equal("/bin", plan.Environment["PATH"]);
        Assert.Equal("/java", plan.Environment["JAVA_HOME"]);
        Assert.Equal("/logs", plan.Environment["ZOO_LOG_DIR"]);
        Assert.Equal("/conf", plan.Environment["ZOOCFGDIR"]);
        Assert.StartsWith("-Xms256m -Xmx256m ", plan.Environment["SERVER_JVMFLAGS"], StringComparison.Ordinal);
    }

    [Fact]
    public void ZOO_NOEXEC_is_taken_out() => Assert.DoesNotContain("ZOO_NOEXEC", Plan(("ZOO_NOEXEC", "true")).Environment.Keys);

    [Fact]
    public void The_users_server_flags_come_last()
    {
        var flags = Plan(("SERVER_JVMFLAGS", " -Da=b -Dc=d ")).Environment["SERVER_JVMFLAGS"];

        Assert.EndsWith(" -Da=b -Dc=d", flags, StringComparison.Ordinal);
        Assert.StartsWith("-Xms256m", flags, StringComparison.Ordinal);
    }

    [Fact]
    public void The_super_users_flags_stand_before_the_users()
    {
        var plan = LaunchPlan.Create(GivenLaunch.Installation, GivenLaunch.Places(), ReadSettings.Of(("ZK_REPLICAS", "3"), ("ZK_CONF_DIR", "/conf")), GivenLaunch.Environment(("SERVER_JVMFLAGS", "-Ds=f")), GivenLaunch.Facts(), ["-Dsuper=x"]);

        Assert.Contains(" -Dsuper=x ", plan.Environment["SERVER_JVMFLAGS"], StringComparison.Ordinal);
        Assert.EndsWith(" -Ds=f", plan.Environment["SERVER_JVMFLAGS"], StringComparison.Ordinal);
    }

    [Fact]
    public void Flags_of_Confluents_variables_stand_between_ours_and_those_of_the_script()
    {
        var flags = Plan(("KAFKA_OPTS", "-Dk=o"), ("KAFKA_HEAP_OPTS", "-Xmx1G"), ("SERVER_JVMFLAGS", "-Ds=f")).Environment["SERVER_JVMFLAGS"];

        Assert.EndsWith(" -Xmx1G -Dk=o -Ds=f", flags, StringComparison.Ordinal);
        Assert.DoesNotContain("-Xmx256m", flags, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ZOO_SERVER_PASSWORDS")]
    [InlineData("ZOO_CLIENT_PASSWORD")]
    [InlineData("ZOO_TLS_QUORUM_KEYSTORE_PASSWORD")]
    [InlineData("ZK_CFG_ssl__keyStore__password")]
    public void A_password_for_the_agent_alone_is_taken_out(string name) => Assert.DoesNotContain(name, Plan((name, "sesame")).Environment.Keys);

    [Fact]
    public void JVMFLAGS_stay_where_they_are_and_win_over_ours()
    {
        var environment = Plan(("JVMFLAGS", "-Xmx2G")).Environment;

        Assert.Equal("-Xmx2G", environment["JVMFLAGS"]);
        Assert.DoesNotContain("-Xm", environment["SERVER_JVMFLAGS"], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_class_archive_only_JMXDISABLE_is_added()
    {
        var plan = Plan();

        Assert.Equal("true", plan.Environment["JMXDISABLE"]);
        Assert.DoesNotContain("Archive", plan.Environment["SERVER_JVMFLAGS"], StringComparison.Ordinal);
        Assert.Equal(2, plan.Reasons.Count);
    }

    [Fact]
    public void A_script_of_the_users_that_is_not_read_is_named_and_left_to_zkServer()
    {
        var plan = Plan(GivenLaunch.Facts("zoo.cfg", "java.env") with { Scripts = Script("X=$(nproc)") });
        Assert.Contains("/conf/java.env may change the heap and every other option of the JVM: it is not read here, because line 1 does more than set a variable.", plan.Reasons);
        Assert.Equal("/conf", plan.Environment["ZOOCFGDIR"]);
    }

    [Fact]
    public void What_a_script_of_the_users_sets_is_set_here_and_cannot_replace_the_agents_flags()
    {
        var plan = Plan(new LaunchFacts(null, null, ["zoo.cfg"]) { Scripts = Script("SERVER_JVMFLAGS=-Xmx2g\nexport JVMFLAGS=-Djute.maxbuffer=8388608\nCLASSPATH=/my.jar") });

        Assert.Equal("-Djute.maxbuffer=8388608", plan.Environment["JVMFLAGS"]);
        Assert.EndsWith(" -Xmx2g", plan.Environment["SERVER_JVMFLAGS"], StringComparison.Ordinal);
        Assert.Contains("-Djava.security.properties=", plan.Environment["SERVER_JVMFLAGS"], StringComparison.Ordinal);
        Assert.DoesNotContain("-Xms", plan.Environment["SERVER_JVMFLAGS"], StringComparison.Ordinal);
        Assert.Equal("/usr/local/lib/zkagent/empty", plan.Environment["ZOOCFGDIR"]);
        Assert.Equal("/conf:/my.jar", plan.Environment["CLASSPATH"]);
        Assert.Contains("/conf/java.env was not written by zkagent: it sets CLASSPATH, JVMFLAGS, SERVER_JVMFLAGS, which count as variables of the container.", plan.Reasons);
    }

    [Fact]
    public void A_command_of_the_users_own_reads_the_scripts_itself()
    {
        var facts = new LaunchFacts(null, null, ["zoo.cfg"]) { Scripts = Script("export JVMFLAGS=-Dx") };
        var plan = LaunchPlan.Create(GivenLaunch.Installation, GivenLaunch.Places(), ReadSettings.Of(("ZK_REPLICAS", "3"), ("ZK_CONF_DIR", "/conf"), ("ZK_SERVER_COMMAND", "/mine.sh")), GivenLaunch.Environment(), facts);
        Assert.DoesNotContain("JVMFLAGS", plan.Environment.Keys);
        Assert.Equal("/conf", plan.Environment["ZOOCFGDIR"]);
    }

    private static UserScripts Script(string text) => UserScripts.Read([new("/conf/java.env", text)], new Dictionary<string, string>());

    [Fact]
    public void A_user_who_asks_for_JMX_gets_the_scripts_own_way() => Assert.DoesNotContain("JMXDISABLE", Plan(("JMXPORT", "1099")).Environment.Keys);

    [Fact]
    public void The_class_archive_takes_the_configuration_directory_off_the_class_path_and_nothing_else()
    {
        var without = Plan(("SERVER_JVMFLAGS", "-Dx=y"), ("JVMFLAGS", "-Dz"));
        var with = Plan(GivenLaunch.Facts("zoo.cfg"), ("SERVER_JVMFLAGS", "-Dx=y"), ("JVMFLAGS", "-Dz"));

        Assert.Equal("/usr/local/lib/zkagent/empty", with.Environment["ZOOCFGDIR"]);
        Assert.Equal("-XX:SharedArchiveFile=/usr/local/lib/zkagent/classes.jsa", Assert.Single(Flags(with).Except(Flags(without))));
        Assert.Equal("-Dx=y", Flags(with)[^1]);
        Assert.Empty(Flags(without).Except(Flags(with)));
        Assert.Equal(Others(without), Others(with));
        Assert.Equal(without.Arguments, with.Arguments);

        static string[] Flags(LaunchPlan plan) => plan.Environment["SERVER_JVMFLAGS"].Split(' ');

        static string Others(LaunchPlan plan) =>
            string.Join('\n', plan.Environment.Where(variable => variable.Key is not ("SERVER_JVMFLAGS" or "ZOOCFGDIR")).OrderBy(variable => variable.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void The_run_that_makes_the_archive_differs_from_a_start_with_it_by_one_flag()
    {
        var settings = ReadSettings.Of(("ZK_REPLICAS", "1"), ("ZK_CONF_DIR", "/conf"), ("ZK_LOG_DIR", "/logs"), ("ZK_HEAP_SIZE", "256m"));
        var start = LaunchPlan.Create(GivenLaunch.Installation, GivenLaunch.Places(), settings, GivenLaunch.Environment(("PATH", "/bin")), GivenLaunch.Facts());
        var make = LaunchPlan.ToMakeClassArchive(GivenLaunch.Installation, GivenLaunch.Places(), settings, GivenLaunch.Environment(("PATH", "/bin"), ("CLASSPATH", "/my.jar"), ("JVMFLAGS", "-javaagent:/my.jar")));

        Assert.Equal(start.Arguments, make.Arguments);
        Assert.Equal(
            start.Environment.ToDictionary(v => v.Key, v => v.Value.Replace("SharedArchiveFile", "ArchiveClassesAtExit", StringComparison.Ordinal)),
            make.Environment.ToDictionary(StringComparer.Ordinal));
    }

    private static LaunchPlan Plan(params (string Name, string Value)[] environment) => Plan(new LaunchFacts(null, null, []), environment);

    private static LaunchPlan Plan(LaunchFacts facts, params (string Name, string Value)[] environment) => LaunchPlan.Create(
        new(GivenLaunch.Script, null), GivenLaunch.Places(),
        ReadSettings.Of(("ZK_REPLICAS", "3"), ("ZK_CONF_DIR", "/conf"), ("ZK_LOG_DIR", "/logs"), ("ZK_HEAP_SIZE", "256m")),
        GivenLaunch.Environment(environment), facts);
}
