using Xunit;
using ZkAgent.CommandLine;
using ZkAgent.Commands;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Commands;

public sealed class Pid1ConfigurationTests : IDisposable
{
    private const string Program = "/usr/local/bin/zkagent";

    private readonly TemporaryDirectory _process = new();

    public void Dispose() => _process.Dispose();

    private Pid1Configuration? Found(string executable, string commandLine, string environment)
    {
        File.CreateSymbolicLink(Path.Combine(_process.Path, "exe"), executable);
        _process.Write("cmdline", commandLine);
        _process.Write("environ", environment);
        return Pid1Configuration.Find(_process.Path, Program);
    }

    [Fact]
    public void A_command_beside_an_agent_of_flags_sees_them_and_its_variables()
    {
        var agent = Found(Program, "start-zookeeper\0--servers=3\0--tick_time=1000\0", "ZK_DATA_DIR=/data\0EMPTY=\0");

        var sources = CommandSources.Read(Invocation.Parse(["status"], ScriptNames.Fallbacks("zkagent")), new Dictionary<string, string>(), agent);

        Assert.Equal("3", sources.Flags["servers"]);
        Assert.Equal("1000", sources.Flags["tick_time"]);
        Assert.Equal("/data", sources.Environment["ZK_DATA_DIR"]);
    }

    [Fact]
    public void What_the_command_was_told_itself_wins()
    {
        var agent = Found(Program, "zkagent\0run\0--servers=3\0", "ZK_DATA_DIR=/data\0ZK_LOG_LEVEL=WARN\0");

        var sources = CommandSources.Read(Invocation.Parse(["status", "--servers=5"], ScriptNames.Fallbacks("zkagent")),
            new Dictionary<string, string> { ["ZK_DATA_DIR"] = "/mine" }, agent);

        Assert.Equal("5", sources.Flags["servers"]);
        Assert.Equal("/mine", sources.Environment["ZK_DATA_DIR"]);
        Assert.Equal("WARN", sources.Environment["ZK_LOG_LEVEL"]);
    }

    [Theory]
    [InlineData("/usr/bin/tini", "tini\0--\0zkagent\0")]
    [InlineData(Program, "zkagent\0wait\0--timeout=5m\0")]
    [InlineData(Program, "")]
    public void Another_PID_1_says_nothing(string executable, string commandLine) => Assert.Null(Found(executable, commandLine, ""));

    [Fact]
    public void A_process_that_is_not_ours_says_nothing() => Assert.Null(Pid1Configuration.Find(Path.Combine(_process.Path, "none"), Program));
}
