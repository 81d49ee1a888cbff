using Xunit;
using ZkAgent.CommandLine;
using ZkAgent.Commands;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Commands;

public sealed class RunningAgentTests : IDisposable
{
    private const string Program = "/usr/local/bin/zkagent";

    private readonly TemporaryDirectory _processes = new();

    public void Dispose() => _processes.Dispose();

    /// <summary>What a command finds next to PID 1, whose parent is outside of the PID namespace.</summary>
    private RunningAgent? Found(string executable, string commandLine, string environment)
    {
        Process(1, 0, "one", executable, commandLine, environment);
        Process(40, 0, "one", Program, "zkagent\0status\0", "");
        return RunningAgent.Find(_processes.Path, 40, Program);
    }

    private void Process(int pid, int parent, string mounts, string executable, string commandLine, string environment = "")
    {
        var directory = Directory.CreateDirectory(Path.Combine(_processes.Path, $"{pid}", "ns")).Parent!.FullName;
        File.CreateSymbolicLink(Path.Combine(directory, "exe"), executable);
        File.CreateSymbolicLink(Path.Combine(directory, "ns", "mnt"), $"mnt:[{mounts}]");
        File.WriteAllText(Path.Combine(directory, "stat"), $"{pid} (a) b (c) S {parent} 1 1 0");
        File.WriteAllText(Path.Combine(directory, "cmdline"), commandLine);
        File.WriteAllText(Path.Combine(directory, "environ"), environment);
    }

    [Fact]
    public void A_command_next_to_an_agent_of_flags_sees_them_and_its_variables()
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

    [Theory]
    [InlineData("/sbin/docker-init", "docker-init\0--\0start-zookeeper\0")]
    [InlineData("/pause", "/pause\0")]
    public void An_agent_that_is_not_PID_1_is_found_from_outside(string executable, string commandLine)
    {
        Process(1, 0, executable == "/pause" ? "pause" : "one", executable, commandLine);
        Process(7, 1, "one", Program, "start-zookeeper\0--servers=3\0", "ZK_DATA_DIR=/data\0");
        Process(9, 7, "one", "/usr/bin/java", "java\0QuorumPeerMain\0");
        Process(30, 0, "one", "/usr/bin/bash", "bash\0");
        Process(31, 30, "one", Program, "zkagent\0status\0");

        var agent = RunningAgent.Find(_processes.Path, 31, Program);

        Assert.Equal("3", agent!.Invocation.Settings["servers"]);
        Assert.Equal("/data", agent.Variables["ZK_DATA_DIR"]);
    }

    [Fact]
    public void The_agent_of_another_container_of_the_pod_is_not_ours()
    {
        Process(1, 0, "pause", "/pause", "/pause\0");
        Process(7, 0, "other", Program, "zkagent\0run\0");
        Process(31, 0, "one", Program, "zkagent\0status\0");

        Assert.Null(RunningAgent.Find(_processes.Path, 31, Program));
    }

    [Fact]
    public void Without_a_container_around_it_a_command_takes_no_other_agent_for_its_own()
    {
        Process(1, 0, "one", "/usr/lib/systemd/systemd", "init\0");
        Process(7, 1, "one", Program, "zkagent\0run\0");
        Process(31, 1, "one", Program, "zkagent\0status\0");

        Assert.Null(RunningAgent.Find(_processes.Path, 31, Program));
    }

    [Fact]
    public void The_agent_does_not_find_itself()
    {
        Process(1, 0, "one", "/pause", "/pause\0");
        Process(7, 0, "one", Program, "zkagent\0run\0");

        Assert.Null(RunningAgent.Find(_processes.Path, 7, Program));
        Assert.Null(RunningAgent.Find(_processes.Path, 1, Program));
    }

    [Fact]
    public void Commands_next_to_an_agent_of_another_image_have_the_defaults_of_that_image()
    {
        var agent = Found(Program, "/entrypoint.sh\0/run.sh\0", "ZOO_SERVER_ID=1\0");

        var sources = CommandSources.Read(Invocation.Parse(["status"], ScriptNames.Fallbacks("zkagent")), new Dictionary<string, string>(), agent);

        Assert.Equal("/bitnami/zookeeper/data", sources.Fallbacks["data_dir"]);
    }

    [Fact]
    public void A_process_that_is_not_there_says_nothing() => Assert.Null(RunningAgent.Find(Path.Combine(_processes.Path, "none"), 40, Program));
}
