using Xunit;
using ZkAgent.Core.Launch;
using ZkAgent.Core.Metrics;

namespace ZkAgent.Core.Tests.Metrics;

public sealed class VersionAdvisoriesTests
{
    [Theory]
    [InlineData("3.9.6", "")]
    [InlineData("3.9.5", "")]
    [InlineData("3.9.4", "CVE-2026-24281")]
    [InlineData("3.9.3", "ZOOKEEPER-4925 CVE-2026-24281 CVE-2025-58457")]
    [InlineData("3.9.2", "ZOOKEEPER-4712 CVE-2026-24281 CVE-2025-58457 CVE-2024-51504 ZOOKEEPER-4839")]
    [InlineData("3.9.1", "ZOOKEEPER-4712 ZOOKEEPER-4785 CVE-2026-24281 CVE-2025-58457 CVE-2024-51504 ZOOKEEPER-4839")]
    [InlineData("3.9.0", "ZOOKEEPER-4712 ZOOKEEPER-4785 CVE-2026-24281 CVE-2025-58457 CVE-2024-51504 ZOOKEEPER-4839 CVE-2023-44981")]
    [InlineData("3.8.6", "")]
    [InlineData("3.8.5", "CVE-2026-24281")]
    [InlineData("3.8.4", "CVE-2026-24281")]
    [InlineData("3.8.3", "ZOOKEEPER-4785 CVE-2026-24281")]
    [InlineData("3.8.2", "ZOOKEEPER-4785 CVE-2026-24281 CVE-2023-44981")]
    [InlineData("3.7.2", "ZOOKEEPER-4785")]
    [InlineData("3.7.1", "ZOOKEEPER-4785 CVE-2023-44981")]
    [InlineData("3.6.2", "ZOOKEEPER-3911 CVE-2023-44981")]
    [InlineData("3.5.10", "ZOOKEEPER-4785 CVE-2023-44981")]
    [InlineData("3.5.3", "ZOOKEEPER-3911 CVE-2018-8012")]
    [InlineData("3.4.13", "CVE-2023-44981")]
    [InlineData("3.4.9", "CVE-2018-8012")]
    [InlineData("3.10.0", "")]
    [InlineData("unknown", "")]
    public void A_version_has_its_advisories(string version, string expected)
    {
        var found = VersionAdvisories.Of(version).Select(a => a.Id).ToList();
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), found);
        Assert.Equal(found.Distinct(), found);
    }

    [Fact]
    public void A_ZooKeeper_that_can_lose_data_gets_one_warning_with_the_release_that_does_not() => Assert.Equal(
        "ZooKeeper 3.9.3 can lose data. It can lead with an incomplete list of recent writes, which it passes on to other members: acknowledged writes are lost (ZOOKEEPER-4925). Update the image to ZooKeeper 3.9.4 or later, unless its packager has fixed this.",
        VersionAdvisories.DataLossWarning(new(3, 9, 3)));

    [Theory]
    [InlineData("3.9.0", "3.9.4")]
    [InlineData("3.9.2", "3.9.4")]
    [InlineData("3.8.0", "3.8.5")]
    [InlineData("3.7.2", "3.8.5")]
    [InlineData("3.6.0", "3.8.5")]
    [InlineData("3.5.9", "3.8.5")]
    public void The_release_to_update_to_has_no_other_fault_that_loses_data(string version, string release)
    {
        var warning = VersionAdvisories.DataLossWarning(ZooKeeperVersion.Parse(version));
        Assert.EndsWith($" Update the image to ZooKeeper {release} or later, unless its packager has fixed this.", warning, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', warning!);
        Assert.Null(VersionAdvisories.DataLossWarning(ZooKeeperVersion.Parse(release)));
    }

    [Theory]
    [InlineData("3.9.6")]
    [InlineData("3.9.4")]
    [InlineData("3.8.6")]
    [InlineData("4.0.0")]
    [InlineData("unknown")]
    public void A_ZooKeeper_without_such_a_fault_gets_none_whatever_else_it_has(string version) =>
        Assert.Null(VersionAdvisories.DataLossWarning(ZooKeeperVersion.Parse(version)));

    [Fact]
    public void Every_range_ends_before_the_release_that_mends_it() =>
        Assert.All(VersionAdvisories.All, a => Assert.True(a.First <= a.Last && a.Last < a.Fixed && !a.Concerns(a.Fixed), a.Id));
}
