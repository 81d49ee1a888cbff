using ZkAgent.Core.Launch;

namespace ZkAgent.Core.Metrics;

/// <summary>What a fault of ZooKeeper does to those who run it.</summary>
public enum AdvisoryKind
{
    /// <summary>Acknowledged writes can be lost.</summary>
    LosesData,

    /// <summary>A client or server gets in, or may do more, than the settings allow.</summary>
    LetsStrangersIn,
}

/// <summary>A known fault in a range of ZooKeeper's versions.</summary>
/// <param name="Id">Its name in ZooKeeper's tracker or in the CVE list.</param>
/// <param name="Kind">What it does.</param>
/// <param name="First">The first version of the range.</param>
/// <param name="Last">The last version of the range, which has the fault as well.</param>
/// <param name="Fixed">A release without the fault, and the nearest one of which that is known.</param>
/// <param name="What">What happens, in words that follow "this ZooKeeper".</param>
public sealed record VersionAdvisory(string Id, AdvisoryKind Kind, ZooKeeperVersion First, ZooKeeperVersion Last, ZooKeeperVersion Fixed, string What)
{
    public bool Concerns(ZooKeeperVersion version) => First <= version && version <= Last;
}
