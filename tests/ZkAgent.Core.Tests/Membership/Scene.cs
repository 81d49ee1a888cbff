using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Peers;

namespace ZkAgent.Core.Tests.Membership;

/// <summary>An ensemble with dynamic membership as one of its members sees it. Members serve and are synchronised unless the test says otherwise.</summary>
internal sealed record Scene(int Self, params int[] Voters)
{
    public static readonly ServerPattern Settings = new("zk", "zk-hs.default.svc.cluster.local", 1, 2888, 3888, 2181, null, 0, null);

    public ServerPattern Pattern { get; init; } = Settings;

    /// <summary>A version that a change of the membership gave.</summary>
    public long Version { get; init; } = 0x100000005;

    public WantedMembers Wanted { get; init; } = new WantedMembers.Unknown("cannot read statefulsets/zk: 403; apply the Role");

    /// <summary>Ordinals that exist besides the voters.</summary>
    public int[] Newcomers { get; init; } = [];

    /// <summary>Servers of the configuration that are not as the pattern has them, by their lines.</summary>
    public string[] OtherLines { get; init; } = [];

    public int[] Silent { get; init; } = [];
    public int[] NotServing { get; init; } = [];
    public int[] Draining { get; init; } = [];
    public int[] Static { get; init; } = [];
    public int[] Blank { get; init; } = [];

    /// <summary>Members that follow an older configuration.</summary>
    public int[] Behind { get; init; } = [];
    public int[] Complete { get; init; } = [];
    public int[] SeenDynamic { get; init; } = [];
    public int[] SeenStatic { get; init; } = [];
    public TimeSpan NewcomersFor { get; init; }
    public TimeSpan DueFor { get; init; }

    public EnsembleConfiguration Configuration => new(Version, [.. Voters.Select(Pattern.At).Select(s => s with { Role = ServerRole.Participant })
        .Concat(OtherLines.Select(line => ServerSpec.Parse(line, default).Server!)).GroupBy(s => s.Id).Select(g => g.Last()).OrderBy(s => s.Id.Value)]);

    public RunningFacts Facts => new(Pattern, Configuration, Answer(Self), Wanted, [.. Voters.Concat(Newcomers).Distinct().Where(o => o != Self).Select(Answer)])
    {
        SeenDynamic = SeenDynamic.Select(o => Pattern.At(o).Id).ToHashSet(),
        SeenStatic = SeenStatic.Select(o => Pattern.At(o).Id).ToHashSet(),
        NewcomersFor = NewcomersFor,
        DueFor = DueFor,
    };

    public RunningDecision Decision => RunningDecision.Decide(Facts, MembershipNeed.Of(Facts, Configuration));

    public static WantedMembers.Range Replicas(int count, int first = 0) => new(first, count);

    private PeerAnswer Answer(int ordinal)
    {
        var server = Pattern.At(ordinal);
        if (Silent.Contains(ordinal)) return new(server, null, "does not resolve");
        var version = Behind.Contains(ordinal) ? Version - 1 : Version;
        return new(server, new(server.Id, server.Host, !NotServing.Contains(ordinal), Leading: false, Draining.Contains(ordinal), "serves")
        {
            Volume = new("instance", Blank.Contains(ordinal) ? MemberData.Empty : MemberData.Data, null, Started: true, []),
            Membership = Static.Contains(ordinal) ? null : new(Configuration with { Version = version }, Complete.Contains(ordinal)),
        }, "");
    }
}
