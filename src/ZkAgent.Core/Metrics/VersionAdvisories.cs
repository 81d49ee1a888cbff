using ZkAgent.Core.Launch;
using static ZkAgent.Core.Metrics.AdvisoryKind;

namespace ZkAgent.Core.Metrics;

/// <summary>The faults of ZooKeeper up to 3.9.6 that lose data or let unauthorized servers or clients in, by version number.</summary>
/// <remarks>Ranges: zookeeper.apache.org/security, the release notes, and the tickets' pull requests; DECISIONS.md says what was left out and why.</remarks>
public static class VersionAdvisories
{
    private const string Unlogged = "acknowledges a new leader before what it fetched from the leader is in its log: if the members then crash, acknowledged writes are lost";
    private const string StrangersInQuorum = "accepts a server without a host in its SASL name into the quorum (quorum.auth.enableSasl): an unauthorized server can read and write all data";
    private const string ReverseDns = "accepts the TLS certificate of another host if reverse DNS gives that host's name";

    /// <summary>All of them, those that lose data first.</summary>
    public static readonly IReadOnlyList<VersionAdvisory> All =
    [
        new("ZOOKEEPER-4925", LosesData, new(3, 9, 3), new(3, 9, 3), new(3, 9, 4), "can lead with an incomplete list of recent writes, which it passes on to other members: acknowledged writes are lost"),
        new("ZOOKEEPER-4712", LosesData, new(3, 9, 0), new(3, 9, 2), new(3, 9, 3), "does not finish writing its log when a follower loses its leader: its data can differ from the other members'"),
        new("ZOOKEEPER-4785", LosesData, new(3, 9, 0), new(3, 9, 1), new(3, 9, 2), Unlogged),
        new("ZOOKEEPER-4785", LosesData, new(3, 6, 3), new(3, 8, 3), new(3, 8, 5), Unlogged),
        new("ZOOKEEPER-4785", LosesData, new(3, 5, 10), new(3, 5, 10), new(3, 8, 5), Unlogged),
        new("ZOOKEEPER-3911", LosesData, new(3, 6, 0), new(3, 6, 2), new(3, 6, 3), Unlogged),
        new("ZOOKEEPER-3911", LosesData, new(3, 5, 0), new(3, 5, 9), new(3, 5, 10), Unlogged),
        new("CVE-2026-24281", LetsStrangersIn, new(3, 9, 0), new(3, 9, 4), new(3, 9, 5), ReverseDns),
        new("CVE-2026-24281", LetsStrangersIn, new(3, 8, 0), new(3, 8, 5), new(3, 8, 6), ReverseDns),
        new("CVE-2025-58457", LetsStrangersIn, new(3, 9, 0), new(3, 9, 3), new(3, 9, 4), "lets clients without the permission take and restore snapshots of all data over the admin server"),
        new("CVE-2024-51504", LetsStrangersIn, new(3, 9, 0), new(3, 9, 2), new(3, 9, 3), "lets anyone pass the admin server's check of IP addresses with an X-Forwarded-For header"),
        new("ZOOKEEPER-4839", LetsStrangersIn, new(3, 9, 0), new(3, 9, 2), new(3, 9, 3), "logs users in with DIGEST-MD5 who do not exist"),
        new("CVE-2023-44981", LetsStrangersIn, new(3, 9, 0), new(3, 9, 0), new(3, 9, 1), StrangersInQuorum),
        new("CVE-2023-44981", LetsStrangersIn, new(3, 8, 0), new(3, 8, 2), new(3, 8, 3), StrangersInQuorum),
        new("CVE-2023-44981", LetsStrangersIn, new(3, 5, 4), new(3, 7, 1), new(3, 7, 2), StrangersInQuorum),
        new("CVE-2023-44981", LetsStrangersIn, new(3, 4, 10), new(3, 4, 14), new(3, 7, 2), StrangersInQuorum),
        new("CVE-2018-8012", LetsStrangersIn, new(3, 5, 0), new(3, 5, 3), new(3, 5, 4), "lets any server join the quorum without authentication"),
        new("CVE-2018-8012", LetsStrangersIn, new(3, 4, 0), new(3, 4, 9), new(3, 4, 10), "lets any server join the quorum without authentication"),
    ];

    /// <summary>Those that concern a version as ZooKeeper reports it; none where it can't be read.</summary>
    public static IEnumerable<VersionAdvisory> Of(string? version) =>
        version is not null && ZooKeeperVersion.Parse(version) is { } known ? All.Where(a => a.Concerns(known)) : [];

    /// <summary>The warning for a ZooKeeper that can lose data, with the version to update to; null for one of which no such fault is known, and for an unknown version.</summary>
    public static string? DataLossWarning(ZooKeeperVersion? version)
    {
        if (version is not { } known || WithoutLoss(known) is var release && release == known) return null;
        return $"ZooKeeper {known} can lose data. It {string.Join(". It ", Losses(known).Select(l => $"{l.What} ({l.Id})"))}. Update the image to ZooKeeper {release} or later, unless its packager has fixed this.";
    }

    /// <summary>The version itself, or the first release that fixes all faults that lose data and has no other such fault.</summary>
    private static ZooKeeperVersion WithoutLoss(ZooKeeperVersion version)
    {
        var release = version;
        foreach (var loss in Losses(version))
            if (loss.Fixed > release) release = loss.Fixed;
        return release == version ? version : WithoutLoss(release);
    }

    private static IEnumerable<VersionAdvisory> Losses(ZooKeeperVersion version) => All.Where(a => a.Kind == LosesData && a.Concerns(version));
}
