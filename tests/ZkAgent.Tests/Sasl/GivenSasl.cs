using ZkAgent.Core.Discovery;
using ZkAgent.Core.Settings;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Sasl;

/// <summary>Mounted files of users and passwords on a real disk, and settings that ask for them.</summary>
internal sealed class GivenSasl : IDisposable
{
    public GivenSasl(params (string Name, string Value)[] more)
    {
        Root.Write("users/app", "secret\n");
        Root.Write("quorum", "between");
        var environment = new Dictionary<string, string>
        {
            ["ZK_REPLICAS"] = "3", ["ZK_RUN_DIR"] = Root.At("run"), ["ZK_CLIENT_SASL"] = "require", ["ZK_QUORUM_SASL"] = "require",
            ["ZK_CLIENT_SASL_USERS_DIR"] = Root.At("users"), ["ZK_QUORUM_SASL_PASSWORD_FILE"] = Root.At("quorum"),
        };
        foreach (var (name, value) in more)
        {
            if (value.Length > 0) environment[name] = value;
            else environment.Remove(name);
        }
        var plan = AgentPlan.Make(
            new SettingSources(new Dictionary<string, string>(), environment, null), new("zk-0", "10.1.2.3\tzk-0.zk-hs.default.svc.cluster.local\tzk-0\n", ""), memoryLimit: null, member: true);
        Settings = plan.Settings ?? throw new InvalidOperationException(string.Join("; ", plan.Problems));
    }

    public TemporaryDirectory Root { get; } = new();

    public AgentSettings Settings { get; }

    public string JaasPath => Root.At("run/jaas.conf");

    public void Dispose() => Root.Dispose();
}
