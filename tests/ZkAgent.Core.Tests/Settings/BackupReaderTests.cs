using Xunit;
using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tests.Settings;

public sealed class BackupReaderTests
{
    private static Given On => Given.Three.With("ZK_BACKUP_DIR", "/backup");

    [Fact]
    public void Without_a_directory_no_backup_is_made()
    {
        var plan = Given.Three.Works;
        Assert.Null(plan.Settings!.Backups.Directory);
        Assert.Empty(plan.Warnings);
    }

    [Fact]
    public void A_directory_is_enough()
    {
        var plan = On.Works;
        Assert.Empty(plan.Warnings);
        Assert.Equal(new BackupSettings
        {
            Directory = "/backup", Interval = TimeSpan.FromHours(6), LogInterval = TimeSpan.FromMinutes(1), Keep = TimeSpan.FromDays(7),
            Member = BackupMember.Auto, Compression = "zstd", Rate = 20 << 20, VerifyInFull = true,
        }, plan.Settings!.Backups);
    }

    [Fact]
    public void Each_setting_has_its_way_to_be_off()
    {
        var backups = On.With("ZK_BACKUP_LOG_INTERVAL", "0").With("ZK_BACKUP_RATE", "0").With("ZK_BACKUP_COMPRESSION", "none").With("ZK_BACKUP_VERIFY", "quick").Works.Settings!.Backups;
        Assert.Equal((null, null, "none", false), (backups.LogInterval, backups.Rate, backups.Compression, backups.VerifyInFull));
    }

    [Theory]
    [InlineData("auto", false, null)]
    [InlineData("All", true, null)]
    [InlineData("2", false, 2)]
    public void A_member_is_chosen_or_all_are(string text, bool each, int? ordinal) =>
        Assert.Equal(new BackupMember(each, ordinal), On.With("ZK_BACKUP_MEMBER", text).Works.Settings!.Backups.Member);

    [Theory]
    [InlineData("ZK_BACKUP_DIR", "backup", "cannot use ZK_BACKUP_DIR=backup: expected an absolute path, such as /backup")]
    [InlineData("ZK_BACKUP_DIR", "/var/lib/zookeeper/data", "cannot use ZK_BACKUP_DIR=/var/lib/zookeeper/data: expected a directory on another volume than ZK_DATA_DIR=/var/lib/zookeeper/data: a backup on the data volume is lost with it; mount a volume of its own and name it")]
    [InlineData("ZK_BACKUP_DIR", "/var/lib/zookeeper/log/x", "cannot use ZK_BACKUP_DIR=/var/lib/zookeeper/log/x: expected a directory on another volume than ZK_DATA_LOG_DIR=/var/lib/zookeeper/log: a backup on the data volume is lost with it; mount a volume of its own and name it")]
    [InlineData("ZK_BACKUP_DIR", "/var/lib", "cannot use ZK_BACKUP_DIR=/var/lib: expected a directory on another volume than ZK_DATA_DIR=/var/lib/zookeeper/data: a backup on the data volume is lost with it; mount a volume of its own and name it")]
    [InlineData("ZK_BACKUP_INTERVAL", "10s", "cannot use ZK_BACKUP_INTERVAL=10s: expected a duration from 60s to 744h, such as 30s or 2m")]
    [InlineData("ZK_BACKUP_LOG_INTERVAL", "1s", "cannot use ZK_BACKUP_LOG_INTERVAL=1s: expected 0, or a duration from 10s to 1h, such as 30s or 2m")]
    [InlineData("ZK_BACKUP_LOG_INTERVAL", "often", "cannot use ZK_BACKUP_LOG_INTERVAL=often: expected 0, or a duration from 10s to 1h, such as 30s or 2m")]
    [InlineData("ZK_BACKUP_KEEP", "5m", "cannot use ZK_BACKUP_KEEP=5m: expected a duration from 3600s to 87600h, such as 30s or 2m")]
    [InlineData("ZK_BACKUP_MEMBER", "3", "cannot use ZK_BACKUP_MEMBER=3: expected auto, all, or a member's ordinal from 0 to 2")]
    [InlineData("ZK_BACKUP_MEMBER", "leader", "cannot use ZK_BACKUP_MEMBER=leader: expected auto, all, or a member's ordinal from 0 to 2")]
    [InlineData("ZK_BACKUP_COMPRESSION", "rar", "cannot use ZK_BACKUP_COMPRESSION=rar: expected one of none, zstd")]
    [InlineData("ZK_BACKUP_RATE", "20", "cannot use ZK_BACKUP_RATE=20: expected 0, or bytes a second, at least 64kB/s, such as 20MB/s")]
    [InlineData("ZK_BACKUP_RATE", "fast", "cannot use ZK_BACKUP_RATE=fast: expected 0, or bytes a second, at least 64kB/s, such as 20MB/s")]
    [InlineData("ZK_BACKUP_VERIFY", "no", "cannot use ZK_BACKUP_VERIFY=no: expected one of full, quick")]
    public void A_wrong_value_is_one_problem_that_says_the_fix(string name, string value, string problem) => Assert.Equal(problem, On.With(name, value).Problem);

    [Fact]
    public void Segments_are_not_further_apart_than_backups() =>
        Assert.Equal("cannot use ZK_BACKUP_LOG_INTERVAL=30m: expected at most ZK_BACKUP_INTERVAL=10m: segments fill the time between two backups; make it shorter, or set it to 0",
            On.With("ZK_BACKUP_LOG_INTERVAL", "30m").With("ZK_BACKUP_INTERVAL", "10m").Problem);

    [Fact]
    public void With_dynamic_membership_any_ordinal_may_come() =>
        Assert.Equal(7, On.With("ZK_MEMBERSHIP", "dynamic").With("ZK_BACKUP_MEMBER", "7").Works.Settings!.Backups.Member.Ordinal);

    [Fact]
    public void A_short_time_to_keep_is_one_warning() =>
        Assert.Equal("ZK_BACKUP_KEEP=2h is shorter than ZK_BACKUP_INTERVAL=6h: only the newest backup and two verified ones are kept", Assert.Single(On.With("ZK_BACKUP_KEEP", "2h").Works.Warnings));

    [Fact]
    public void A_schedule_without_a_directory_is_one_warning()
    {
        Assert.Equal("ZK_BACKUP_KEEP makes no backup without ZK_BACKUP_DIR: set it to a directory on a volume of its own", Assert.Single(Given.Three.With("ZK_BACKUP_KEEP", "3d").Works.Warnings));
        Assert.StartsWith("ZK_BACKUP_INTERVAL, ZK_BACKUP_KEEP make no backup", Assert.Single(Given.Three.With("ZK_BACKUP_KEEP", "3d").With("ZK_BACKUP_INTERVAL", "2h").Works.Warnings), StringComparison.Ordinal);
    }
}
