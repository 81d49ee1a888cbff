using Xunit;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;

namespace ZkAgent.Core.Tests.Volume;

public sealed class VolumeMountTests
{
    private const string Root = "1 0 0:50 / / rw,relatime - overlay overlay rw\n";
    private const string Claim = "2 1 8:1 /disks/vol1 /var/lib/zookeeper rw,relatime - ext4 /dev/sda1 rw\n";
    private const string EmptyDir = "2 1 8:1 /var/lib/kubelet/pods/1/volumes/kubernetes.io~empty-dir/data /var/lib/zookeeper rw - ext4 /dev/sda1 rw\n";
    private const string Memory = "2 1 0:60 / /var/lib/zookeeper/data rw - tmpfs tmpfs rw,size=1g\n";

    [Fact]
    public void A_claim_is_what_it_takes() => Assert.Null(Warn(Root + Claim));

    [Fact]
    public void The_containers_own_file_system_is_told()
    {
        Assert.Contains("on the container's own file system: the data is gone when the container is; give the StatefulSet a volumeClaimTemplate", Warn(Root), StringComparison.Ordinal);
        Assert.NotNull(Warn(Root + Claim.Replace("/var/lib/zookeeper ", "/var/lib/zoo ", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_emptyDir_and_memory_are_told()
    {
        Assert.Contains("an emptyDir: the data is gone when the pod is", Warn(Root + EmptyDir), StringComparison.Ordinal);
        Assert.Contains("in memory", Warn(Root + Claim + Memory), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense\n1 2 3 - -\n")]
    public void What_is_no_mount_table_says_nothing(string text) => Assert.Null(Warn(text));

    private static string? Warn(string mountInfo) => VolumeMount.Warn(mountInfo, "/var/lib/zookeeper/data", SettingCatalog.DataDir);
}
