using Xunit;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Settings;

public sealed class UserScriptsTests
{
    private const string File = "/conf/java.env";

    [Fact]
    public void A_variable_of_the_script_replaces_that_of_the_environment_and_is_named_by_the_file()
    {
        var environment = new Dictionary<string, string> { ["JVMFLAGS"] = "-Da", ["PATH"] = "/bin" };
        var scripts = Read("export JVMFLAGS=\"$JVMFLAGS -Xmx2g\"\nPATH=$PATH", environment);

        Assert.Equal("-Da -Xmx2g", Assert.Single(scripts.Variables).Value);
        Assert.Equal("-Da -Xmx2g", scripts.Over(environment)["JVMFLAGS"]);
        Assert.Equal("/conf/java.env JVMFLAGS -Xmx2g", JvmOptions.Of(scripts.Over(environment), scripts).All[^1].ToString());
    }

    [Fact]
    public void The_heap_of_a_script_counts_as_that_of_the_variable()
    {
        var given = Given.Three with { Scripts = Read("export JVMFLAGS=-Xmx2g", new Dictionary<string, string>()) };
        Assert.Equal("2048m", given.Works.Settings!.Jvm.Heap);
        Assert.Equal("/conf/java.env JVMFLAGS -Xmx2g", given.Effective("ZK_HEAP_SIZE").Origin);

        given = Given.Three with { Scripts = Read("ZK_SERVER_HEAP=300", new Dictionary<string, string>()) };
        Assert.Equal("300m", given.Works.Settings!.Jvm.Heap);
    }

    [Fact]
    public void A_heap_that_the_JVM_refuses_is_refused_with_the_file() =>
        Assert.StartsWith("cannot use /conf/java.env JVMFLAGS=-Xmx2Gi: expected a size that the JVM reads",
            (Given.Three with { Scripts = Read("export JVMFLAGS=-Xmx2Gi", new Dictionary<string, string>()) }).Problem, StringComparison.Ordinal);

    [Fact]
    public void Other_variables_of_a_script_are_no_settings() =>
        Assert.Equal("default", (Given.Three with { Scripts = Read("ZK_TICK_TIME=3000", new Dictionary<string, string>()) }).Effective("ZK_TICK_TIME").Origin);

    [Fact]
    public void A_script_that_does_more_changes_nothing_here_and_is_named_with_its_line()
    {
        var scripts = Read("export JVMFLAGS=-Xmx2g\nexport X=$(nproc)\n", new Dictionary<string, string>());
        Assert.Empty(scripts.Variables);
        Assert.Equal("/conf/java.env may change the heap and every other option of the JVM: it is not read here, because line 2 does more than set a variable.", scripts.Unread);
    }

    private static UserScripts Read(string text, Dictionary<string, string> environment) => UserScripts.Read([new(File, text)], environment);
}
