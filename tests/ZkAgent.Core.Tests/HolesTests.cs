using Xunit;
using ZkAgent.Core.Departure;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Launch;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Tests.DataGuard;
using ZkAgent.Core.Tests.Settings;
using ZkAgent.Core.Volume;

namespace ZkAgent.Core.Tests;

/// <summary>No sentence has a hole where something that it names is empty or absent.</summary>
public sealed class HolesTests
{
    private static readonly string[] Values = ["wrong", "0", "-1", "99999999999", "/somewhere", "\"\"", "a=b"];
    private static readonly string[] KeyValues = ["wrong", "0", "true"];
    private static readonly string[] JvmFlags = ["-Xmx", "-Xms", "-XX:MaxRAMPercentage=200", "-Dzookeeper.", "-Dzookeeper.=1", "-Dzookeeper.tickTime=1", "-Xmx9t"];
    private static readonly bool[] Both = [true, false];
    private static readonly int[] Sizes = [1, 2, 3, 4];
    private static readonly TimeSpan?[] WithoutQuorum = [null, TimeSpan.Zero, TimeSpan.FromMinutes(1)];

    [Theory]
    [InlineData("the agent runs as user  and never changes a file's owner")]
    [InlineData("no member has the data that there was (): mount it")]
    [InlineData("cannot use host name=: expected a name")]
    [InlineData("moved ; it is in the way")]
    [InlineData("port 9141 )")]
    [InlineData("waiting: a quorum needs 2; ")]
    [InlineData("")]
    public void A_hole_is_found(string sentence) => Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Holes.None([sentence]));

    [Fact]
    public void No_problem_and_no_warning_of_a_setting_has_one()
    {
        var given = new List<Given> { new(), Given.Three, new(("ZK_REPLICAS", "1")) };
        foreach (var setting in SettingCatalog.All)
            foreach (var name in setting.Aliases.Prepend(setting.Name))
                foreach (var value in Values) given.Add(Given.Three.With(name, value));
        foreach (var key in ZooCfgKeys.All.Append("group.1").Append("weight.1").Append("server.1").Append("authProvider.1"))
            foreach (var value in KeyValues) given.Add(Given.Three.With(SettingCatalog.CfgVariableOf(key), value));
        given.AddRange(FatalCase.All.Values.Select(f => Given.Three.With("ZOO_CFG_EXTRA", f.Keys)));
        given.AddRange(JvmFlags.Select(o => Given.Three.With("JVMFLAGS", o) with { MemoryLimit = 1 << 30 }));
        Holes.None(given.SelectMany(InEveryPod).Select(g => g.Plan).SelectMany(p => p.Problems.Select(x => x.ToString()).Concat(p.Warnings)));
    }

    /// <summary>The same settings where Kubernetes and the kernel tell all, something, and nothing.</summary>
    private static IEnumerable<Given> InEveryPod(Given given) =>
    [
        given,
        given with { HostName = "", Hosts = "", ResolvConf = "" },
        given with { HostName = "zk-0", Hosts = "", ResolvConf = "" },
        given with { HostName = "web", Hosts = "" },
        given with { HostName = "zk-7" },
        given with { HostName = "", Member = false },
    ];

    [Fact]
    public void No_reason_of_the_data_guard_has_one()
    {
        var local = Three.LocalMemberOf(1);
        MemberVolume?[] volumes = [null, .. Enum.GetValues<MemberData>().Select(data => Three.Holds(data))];
        var sentences =
            from own in Enum.GetValues<MemberData>()
            from second in Answers(local, 2, volumes)
            from third in Answers(local, 3, volumes)
            from heardBefore in Both
            select Three.Decide(local, Three.Own(own), [second, third], heardBefore ? null : []).Sentence;
        Holes.None(sentences);
        Holes.None(Enum.GetValues<MemberData>().Select(own => Three.Decide(Three.LocalMemberOf(1, 1), Three.Own(own), []).Sentence));
    }

    private static IEnumerable<PeerAnswer> Answers(LocalMember local, int id, MemberVolume?[] volumes) =>
    [
        Three.Silent(local, id), Three.WithoutAgent(local, id, serving: true), Three.WithoutAgent(local, id, serving: false),
        .. volumes.Select(v => Three.Tells(local, id, v)), .. volumes.Select(v => Three.Tells(local, id, v, serving: true)),
    ];

    [Fact]
    public void No_reason_to_leave_or_to_wait_has_one()
    {
        var sentences =
            from servers in Sizes
            let local = Three.LocalMemberOf(1, servers)
            from serving in Both
            from lasted in WithoutQuorum
            let peers = local.Peers.Select(p => serving ? Three.WithoutAgent(local, p.Id.Value, serving: true) : Three.Silent(local, p.Id.Value)).ToList()
            select DepartureDecision.Decide(local, lasted, peers).Sentence;
        Holes.None(sentences);
    }

    [Fact]
    public void No_identity_without_a_name_makes_one()
    {
        var identity = VolumeIdentityText.Parse("server=2\nserved=true\nname=\n")!;
        Holes.None([VolumeIdentityVerdict.WhyRefused(identity, Three.LocalMemberOf(1).Self, "/data/identity")!, VolumeIdentityVerdict.WhyRefused(VolumeIdentityText.Parse("server=2\nserved=true\n")!, Three.LocalMemberOf(1).Self, "/data/identity")!]);
    }

    [Fact]
    public void No_variable_that_is_empty_makes_one() => Holes.None(
    [
        JavaSearch.Missing(new Dictionary<string, string> { ["JAVA_HOME"] = "" }), JavaSearch.Missing(new Dictionary<string, string>()),
        ServerCommandSearch.Choose([.. ServerCommandSearch.Places(new Dictionary<string, string> { ["PATH"] = "", ["ZOOKEEPER_HOME"] = "" }, []).Select(p => new ServerCommandCandidate(p, p, CandidateState.Missing))]).Problem!,
    ]);
}
