using Xunit;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;

namespace ZkAgent.Core.Tests.Volume;

public sealed class BackupMountTests
{
    private const string Root = "1 0 0:50 / / rw,relatime - overlay overlay rw\n";
    private const string Data = "2 1 8:1 /disks/vol1 /var/lib/zookeeper rw,relatime - ext4 /dev/sda1 rw\n";
    private const string OtherDisk = "3 1 8:17 / /backup rw,relatime - ext4 /dev/sdb1 rw\n";
    private const string SameDisk = "3 1 8:1 /disks/vol2 /backup rw,relatime - ext4 /dev/sda1 rw\n";

    [Fact]
    public void A_volume_of_its_own_on_another_disk_is_what_it_takes()
    {
        Assert.Null(Problem(Root + Data + OtherDisk, "/backup/zk"));
        Assert.Null(Warning(Root + Data + OtherDisk, "/backup/zk"));
    }

    [Theory]
    [InlineData(Root + Data, "/var/lib/zookeeper/backup")]
    [InlineData(Root, "/backup")]
    public void The_mount_of_the_data_is_refused(string table, string directory) =>
        Assert.Equal($"cannot use ZK_BACKUP_DIR={directory}: expected a directory on another volume than ZK_DATA_DIR=/var/lib/zookeeper/data: a backup on the data volume is lost with it; mount a volume of its own there", Problem(table, directory));

    [Fact]
    public void The_same_disk_is_a_warning()
    {
        Assert.Null(Problem(Root + Data + SameDisk, "/backup"));
        Assert.Equal("ZK_BACKUP_DIR=/backup is on the same device as ZK_DATA_DIR=/var/lib/zookeeper/data: a failure of that disk loses the data and its backups; use a volume on another disk", Warning(Root + Data + SameDisk, "/backup"));
    }

    [Fact]
    public void The_containers_own_file_system_is_a_warning() =>
        Assert.Contains("/backup (ZK_BACKUP_DIR) is on the container's own file system", Warning(Root + Data, "/backup"), StringComparison.Ordinal);

    [Fact]
    public void What_is_no_mount_table_says_nothing() => Assert.Null(Problem("nonsense\n", "/backup"));

    private static DirectorySettings Directories => Given.Three.Works.Settings!.Directories;

    private static string? Problem(string mountInfo, string directory) => BackupMount.Problem(mountInfo, directory, Directories)?.ToString();

    private static string? Warning(string mountInfo, string directory) => BackupMount.Warning(mountInfo, directory, Directories);
}
