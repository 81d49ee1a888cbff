using Xunit;
using ZkAgent.Core.Launch;

namespace ZkAgent.Core.Tests.Launch;

public sealed class JmxAgentTests
{
    [Fact]
    public void None_is_started_unless_something_asks_for_it()
    {
        var decision = Disable();

        Assert.True(decision.Taken);
        Assert.Contains("No JMX agent is started", decision.Reason, StringComparison.Ordinal);
        Assert.Contains("jcmd PID ManagementAgent.start_local", decision.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("JMXPORT", "1099")]
    [InlineData("JMXLOCALONLY", "true")]
    [InlineData("JMXAUTH", "false")]
    [InlineData("JMXSSL", "false")]
    [InlineData("JMXLOG4J", "true")]
    [InlineData("JMXHOSTNAME", "localhost")]
    public void Each_variable_that_configures_it_asks_for_it(string name, string value) => Leaves($"{name} is set", (name, value));

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    [InlineData("yes")]
    public void JMXDISABLE_stays_as_the_user_set_it(string value) => Leaves($"JMXDISABLE={value} is set", ("JMXDISABLE", value), ("JMXPORT", "1099"));

    [Theory]
    [InlineData("JMXDISABLE")]
    [InlineData("JMXPORT")]
    public void An_empty_variable_asks_for_nothing_as_in_the_script(string name) => Assert.True(Disable((name, "")).Taken);

    [Theory]
    [InlineData("SERVER_JVMFLAGS")]
    [InlineData("JVMFLAGS")]
    [InlineData("JAVA_TOOL_OPTIONS")]
    [InlineData("JDK_JAVA_OPTIONS")]
    public void Properties_of_the_jvm_ask_for_it(string variable)
    {
        Leaves($"{variable} has -Dcom.sun.management.jmxremote.port", (variable, "-Dx=y -Dcom.sun.management.jmxremote.port=9010"));
        Leaves($"{variable} has -Dcom.sun.management.jmxremote", (variable, "-Dcom.sun.management.jmxremote"));
        Leaves($"{variable} has -Dcom.sun.management.config.file", (variable, "-Dcom.sun.management.config.file=/jmx.properties"));
    }

    [Fact]
    public void A_command_of_the_users_own_is_left_alone()
    {
        var decision = JmxAgent.Disable(ReadSettings.Of(("ZK_REPLICAS", "3"), ("ZK_SERVER_COMMAND", "/my/script")), GivenLaunch.Environment(), GivenLaunch.Facts());

        Assert.Equal(new(false, "zkServer.sh decides whether a JMX agent is started: ZK_SERVER_COMMAND is set."), decision);
    }

    [Theory]
    [InlineData("java.env")]
    [InlineData("zookeeper-env.sh")]
    public void A_file_that_the_script_executes_may_ask_for_it(string file)
    {
        var decision = JmxAgent.Disable(ReadSettings.Of(("ZK_REPLICAS", "3")), GivenLaunch.Environment(), GivenLaunch.Facts("zoo.cfg", file));

        Assert.Equal(new(false, $"zkServer.sh decides whether a JMX agent is started: {file} in ZK_CONF_DIR may ask for one."), decision);
    }

    [Fact]
    public void An_image_without_a_class_archive_gets_none_either() =>
        Assert.True(JmxAgent.Disable(ReadSettings.Of(("ZK_REPLICAS", "3")), GivenLaunch.Environment(), new(null, null, [])).Taken);

    private static void Leaves(string reason, params (string Name, string Value)[] environment) =>
        Assert.Equal(new(false, $"zkServer.sh decides whether a JMX agent is started: {reason}."), Disable(environment));

    private static LaunchDecision Disable(params (string Name, string Value)[] environment) =>
        JmxAgent.Disable(ReadSettings.Of(("ZK_REPLICAS", "3")), GivenLaunch.Environment(environment), GivenLaunch.Facts());
}
