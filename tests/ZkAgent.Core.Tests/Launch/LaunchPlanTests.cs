using Xunit;
using ZkAgent.Core.Launch;

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
    public void JVMFLAGS_stay_where_they_are_and_win_over_ours()
    {
        var environment = Plan(("JVMFLAGS", "-Xmx2G")).Environment;

        Assert.Equal("-Xmx2G", environment["JVMFLAGS"]);
        Assert.DoesNotContain("-Xm", environment["SERVER_JVMFLAGS"], StringComparison.Ordinal);
    }

    private static LaunchPlan Plan(params (string Name, string Value)[] environment) => LaunchPlan.Create(
        new("/opt/zookeeper/bin/zkServer.sh", null), "/conf/zoo.cfg",
        ReadSettings.Of(("ZK_REPLICAS", "3"), ("ZK_CONF_DIR", "/conf"), ("ZK_LOG_DIR", "/logs"), ("ZK_HEAP_SIZE", "256m")),
        environment.ToDictionary(e => e.Name, e => e.Value));
}
