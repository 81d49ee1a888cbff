using ZkAgent.Core.Launch;

namespace ZkAgent.Core.Metrics;

/// <summary>Something known to be wrong with versions of ZooKeeper.</summary>
/// <param name="Id">Its name in ZooKeeper's tracker or in the CVE list.</param>
/// <param name="First">The first version that has it.</param>
/// <param name="Fixed">The first version of the same line that doesn't.</param>
/// <param name="What">What it does, in words.</param>
public sealed record VersionAdvisory(string Id, ZooKeeperVersion First, ZooKeeperVersion Fixed, string What)
{
    public bool Concerns(ZooKeeperVersion version) => First <= version && version < Fixed;
}

/// <summary>The advisories that concern somebody who runs an ensemble, by version number.</summary>
public static class VersionAdvisories
{
    public static readonly IReadOnlyList<VersionAdvisory> All =
    [
        new("ZOOKEEPER-4925", new(3, 9, 3), new(3, 9, 4), "a learner that catches up may miss transactions: data is lost"),
        new("CVE-2025-58457", new(3, 9, 0), new(3, 9, 4), "snapshot and restore over the admin server need too little permission"),
        new("CVE-2024-51504", new(3, 9, 0), new(3, 9, 3), "the admin server believes X-Forwarded-For"),
        new("CVE-2026-24308", new(3, 8, 0), new(3, 8, 6), "configuration values, secrets among them, are logged"),
        new("CVE-2026-24308", new(3, 9, 0), new(3, 9, 5), "configuration values, secrets among them, are logged"),
        new("CVE-2026-24281", new(3, 8, 0), new(3, 8, 6), "TLS host verification falls back to reverse DNS"),
        new("CVE-2026-24281", new(3, 9, 0), new(3, 9, 5), "TLS host verification falls back to reverse DNS"),
        new("CVE-2024-23944", new(3, 6, 0), new(3, 8, 4), "persistent watches tell paths to those who may not read them"),
        new("CVE-2024-23944", new(3, 9, 0), new(3, 9, 2), "persistent watches tell paths to those who may not read them"),
        new("CVE-2023-44981", new(3, 4, 0), new(3, 7, 2), "SASL between servers can be passed by without authentication"),
        new("CVE-2023-44981", new(3, 8, 0), new(3, 8, 3), "SASL between servers can be passed by without authentication"),
        new("CVE-2023-44981", new(3, 9, 0), new(3, 9, 1), "SASL between servers can be passed by without authentication"),
    ];

    /// <summary>Those that concern a version as ZooKeeper reports it; none where it can't be read.</summary>
    public static IEnumerable<VersionAdvisory> Of(string? version) =>
        version is not null && ZooKeeperVersion.Parse(version) is { } known ? All.Where(a => a.Concerns(known)) : [];
}
