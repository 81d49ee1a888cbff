using Xunit;
using ZkAgent.Commands;
using ZkAgent.Core.Discovery;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Commands;

/// <summary>Settings that are one directory off are told by the commands that a person reads before a start.</summary>
public sealed class MisplacedDataTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly StringWriter _output = new(), _error = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Render_writes_the_files_and_warns()
    {
        var plan = Given();
        Assert.Equal(0, RenderCommand.Run(plan.Settings!, plan.LocalMember!, "zk-0", new(new Dictionary<string, string>(), new Dictionary<string, string>()), directory: null, _output, _error));
        Assert.StartsWith("zkagent: warning: there is no data in ZK_DATA_DIR=", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains($"(ZK_DATA_DIR={_root.At("vol/data")} and ZK_DATA_LOG_DIR={_root.At("vol/data")} would use it)", _error.ToString(), StringComparison.Ordinal);
        Assert.True(File.Exists(_root.At("conf/zoo.cfg")));
    }

    [Fact]
    public void Explain_warns()
    {
        Assert.Equal(0, ExplainCommand.Run(Given(), [], _output));
        Assert.Contains("warning: there is no data in ZK_DATA_DIR=", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains($"ZK_DATA_DIR={_root.At("vol/data")}", _output.ToString(), StringComparison.Ordinal);
    }

    private AgentPlan Given()
    {
        _root.Write("vol/data/version-2/snapshot.100000005", "");
        _root.Write("vol/data/version-2/log.100000006", "");
        var plan = AgentPlan.Make(
            new(new Dictionary<string, string> { ["servers"] = "3", ["data_dir"] = _root.At("vol"), ["data_log_dir"] = _root.At("vol"), ["conf_dir"] = _root.At("conf") }, new Dictionary<string, string>()),
            new("zk-0", "10.0.0.1 zk-0.zk-hs.ns.svc.cluster.local zk-0\n", ""), memoryLimit: null, member: true);
        Assert.Empty(plan.Problems);
        return plan;
    }
}
