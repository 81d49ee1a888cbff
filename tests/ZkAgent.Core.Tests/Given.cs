using ZkAgent.Core.Discovery;
using ZkAgent.Core.Families;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests;

/// <summary>A pod and what it was told, to make a plan from.</summary>
internal sealed record Given(params (string Name, string Value)[] Environment)
{
    public const string Domain = "zk-hs.default.svc.cluster.local";

    public (string Name, string Value)[] Flags { get; init; } = [];
    public FileText? File { get; init; }
    public bool FileWasFound { get; init; }
    public UserScripts Scripts { get; init; } = UserScripts.None;
    public IReadOnlyDictionary<string, FileText> ValueFiles { get; init; } = new Dictionary<string, FileText>();
    public IReadOnlyDictionary<string, string> Fallbacks { get; init; } = new Dictionary<string, string>();
    public string HostName { get; init; } = "zk-0";
    public string? Hosts { get; init; }
    public string ResolvConf { get; init; } = "search default.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\n";
    public bool Member { get; init; } = true;
    public long? MemoryLimit { get; init; }

    public SettingSources Sources => FamilyTranslation.Translated(new(
        Flags.ToDictionary(f => f.Name, f => f.Value), Environment.ToDictionary(v => v.Name, v => v.Value), File)
    {
        ValueFiles = ValueFiles,
        Fallbacks = Fallbacks,
        ConfigFileWasFound = FileWasFound,
        Scripts = Scripts,
    });

    /// <summary>As the kubelet writes /etc/hosts for a pod of a headless service.</summary>
    public HostFacts Facts => new(HostName,
        Hosts ?? $"# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n10.1.2.3\t{HostName}.{Domain}\t{HostName}\n", ResolvConf);

    public AgentPlan Plan => AgentPlan.Make(Sources, Facts, MemoryLimit, Member);

    /// <summary>The plan, which must have no problem.</summary>
    public AgentPlan Works
    {
        get
        {
            var plan = Plan;
            Xunit.Assert.Empty(plan.Problems.Select(p => p.ToString()));
            return plan;
        }
    }

    /// <summary>The one problem there must be, as it is printed.</summary>
    public string Problem => Xunit.Assert.Single(Plan.Problems.Select(p => p.ToString()));

    public string ZooCfg => Core.Rendering.ZooCfg.Render(Works.Settings!, Works.LocalMember!, guarded: false, "/conf/zoo.cfg", listApart: Works.LocalMember!.Pattern is not null).Text;

    public string[] ServerLines => [.. ZooCfg.Split('\n').Where(l => l.StartsWith("server.", StringComparison.Ordinal))];

    /// <summary>A key's value in zoo.cfg; null when it isn't there.</summary>
    public string? Key(string key) => ZooCfg.Split('\n').Where(l => l.StartsWith(key + "=", StringComparison.Ordinal)).Select(l => l[(key.Length + 1)..]).SingleOrDefault();

    public EffectiveSetting Effective(string name) => Plan.Effective.Single(e => e.Name == name);

    public Given With(string name, string value) => this with { Environment = [.. Environment.Where(v => v.Name != name), (name, value)] };

    public static Given Three => new(("ZK_REPLICAS", "3"));
}
