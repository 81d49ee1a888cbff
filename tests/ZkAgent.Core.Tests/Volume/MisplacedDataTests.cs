using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;
using static ZkAgent.Core.Tests.DataGuard.Three;

namespace ZkAgent.Core.Tests.Volume;

/// <summary>Data one directory off: what looks empty is not, and no ensemble is created next to it.</summary>
public sealed class MisplacedDataTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);
    private static readonly MisplacedData Both = new("/vol/data", "/vol/data/version-2", SettingCatalog.DataDir, Snapshots: true, Logs: true);
    private static readonly MisplacedData Logs = new("/vol/log", "/vol/log/version-2", SettingCatalog.DataLogDir, Snapshots: false, Logs: true);
    private static readonly MisplacedData MyId = new("/vol/x", "/vol/x/myid", SettingCatalog.DataLogDir, Snapshots: false, Logs: false);

    private static readonly VolumeFacts Nothing = new() { Snapshots = [], Logs = [], Epochs = default };
    private static readonly VolumeFacts Bare = Nothing with { Snapshots = [new("snapshot.0", 0, SnapshotCheck.Whole)], Epochs = new("0", "0", null) };
    private static readonly VolumeFacts Snapshot = Bare with { Snapshots = [new("snapshot.100000005", 0x100000005, SnapshotCheck.Whole)], Epochs = new("1", "1", null) };

    private static readonly Core.Ensemble.LocalMember Zk0 = LocalMemberOf(1);
    private static readonly PeerAnswer[] AllEmpty = [Tells(Zk0, 2, Holds(MemberData.Empty)), Tells(Zk0, 3, Holds(MemberData.Empty))];

    [Fact]
    public void An_empty_volume_next_to_data_is_misplaced_and_names_the_settings_that_would_use_it()
    {
        var volume = Judge(Nothing with { Elsewhere = [Both] });
        Assert.Equal(MemberData.Misplaced, volume.Data);
        Assert.Equal("is empty, but /vol/data/version-2 has snapshots and transaction logs (ZK_DATA_DIR=/vol/data and ZK_DATA_LOG_DIR=/vol/data would use it)", volume.Words);
        Assert.EndsWith("/vol/log/version-2 has transaction logs (ZK_DATA_LOG_DIR=/vol/log would use it)", Judge(Nothing with { Elsewhere = [Both, Logs] }).Words, StringComparison.Ordinal);
        Assert.EndsWith("/vol/x/myid shows that a server has been there (ZK_DATA_LOG_DIR=/vol/x would use it)", Judge(Nothing with { Elsewhere = [MyId] }).Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_tools_empty_database_next_to_data_is_misplaced_too_and_in_the_way()
    {
        var volume = Judge(Bare with { Elsewhere = [Both] });
        Assert.Equal(MemberData.Misplaced, volume.Data);
        Assert.Contains("snapshot.0", volume.InTheWay);
    }

    [Fact]
    public void A_volume_that_is_in_its_right_place_is_not_misplaced()
    {
        Assert.Equal(MemberData.Empty, Judge(Nothing with { Elsewhere = [Both] }, new(new(1), "zk-0", null, Served: false, [])).Data);
        Assert.Equal(MemberData.Initialized, Judge(Bare with { Elsewhere = [Both] }, new(new(1), "zk-0", null, Served: false, [])).Data);
        Assert.Equal(MemberData.Lost, Judge(Nothing with { Elsewhere = [Both] }, IdentityOf(1, Ours)).Data);
        // A member that fetched a snapshot and has seen no transaction since has no log: with its identity that is all there is.
        Assert.Equal(MemberData.Data, Judge(Snapshot with { Elsewhere = [Logs] }, IdentityOf(1, Ours)).Data);
        Assert.Equal(MemberData.Data, Judge(Snapshot with { Elsewhere = [MyId] }).Data);
    }

    [Fact]
    public void Snapshots_of_an_older_image_whose_logs_are_one_directory_off_do_not_start_without_them()
    {
        var volume = Judge(Snapshot with { Elsewhere = [Logs] });
        Assert.Equal(MemberData.Damaged, volume.Data);
        Assert.Equal("has snapshots without a transaction log, but /vol/log/version-2 has transaction logs (ZK_DATA_LOG_DIR=/vol/log would use it)", volume.Words);
        Hold("set the directories right, or set ZK_FORCE_DAMAGED to start with what there is", Decide(Zk0, volume, AllEmpty));
        Hold("set the directories right", Decide(LocalMemberOf(1, 1), volume, []));
    }

    [Fact]
    public void Lost_data_that_lies_near_is_named()
    {
        var lost = Judge(Nothing with { Elsewhere = [Both] }, IdentityOf(1, Ours));
        Assert.Contains("has lost its data: its identity file says that zk-0 served with it, but /vol/data/version-2 has snapshots", lost.Words, StringComparison.Ordinal);
        Assert.Equal(GuardAction.Refuse, Decide(LocalMemberOf(1, 1), lost, []).Action);
    }

    [Fact]
    public void Nothing_is_founded_next_to_data_alone_or_with_others()
    {
        var volume = Judge(Nothing with { Elsewhere = [Both] });
        Hold("(ZK_DATA_DIR=/vol/data and ZK_DATA_LOG_DIR=/vol/data would use it); set the directories right", Decide(Zk0, volume, AllEmpty, before: AllEmpty));
        Hold("or set ZK_FORCE_BOOTSTRAP to create a new ensemble without it", Decide(LocalMemberOf(1, 1), volume, []));
        PeerAnswer[] oneMisplaced = [AllEmpty[0], Tells(Zk0, 3, Holds(MemberData.Misplaced))];
        Hold("zk-2 has data near its data directory", Decide(Zk0, Own(MemberData.Empty), oneMisplaced, before: oneMisplaced));
    }

    [Fact]
    public void It_joins_a_quorum_that_serves()
    {
        var decision = Decide(Zk0, Judge(Nothing with { Elsewhere = [Both] }), [Tells(Zk0, 2, Holds(MemberData.Data), serving: true), Silent(Zk0, 3)]);
        Assert.Equal(GuardAction.Join, decision.Action);
    }

    [Fact]
    public void An_operator_who_wants_a_new_ensemble_says_so()
    {
        var volume = Judge(Nothing with { Elsewhere = [Both] });
        GuardOverrides forced = new(Bootstrap: true, false, false);
        Assert.Equal(GuardAction.Bootstrap, Decide(LocalMemberOf(1, 1), volume, [], overrides: forced).Action);
        PeerAnswer[] allMisplaced = [Tells(Zk0, 2, Holds(MemberData.Misplaced)), Tells(Zk0, 3, Holds(MemberData.Misplaced))];
        Assert.Equal(GuardOverride.Bootstrap, Decide(Zk0, volume, allMisplaced, overrides: forced).Override);
        // With a member with data there are as many votes as are missing, and those of misplaced members count.
        var zk1 = LocalMemberOf(2);
        Hold("others have it or get it", Decide(zk1, volume, [Tells(zk1, 1, Holds(MemberData.Misplaced)), Tells(zk1, 3, Holds(MemberData.Data, started: true))], overrides: forced));
    }

    [Fact]
    public void A_configuration_is_warned_of_where_less_lies_in_the_directories_than_near_them()
    {
        var settings = new DirectorySettings { Data = "/vol", DataLog = "/vol/l", Log = "", Configuration = "", Run = "" };
        Assert.Equal("there is no data in ZK_DATA_DIR=/vol, but /vol/data/version-2 has snapshots and transaction logs (ZK_DATA_DIR=/vol/data and ZK_DATA_LOG_DIR=/vol/data would use it): the data guard does not create an ensemble next to it",
            MisplacedData.Warning(settings, snapshots: false, logs: false, [Both]));
        Assert.StartsWith("ZK_DATA_LOG_DIR=/vol/l has no transaction log, but /vol/log/version-2", MisplacedData.Warning(settings, snapshots: true, logs: false, [Logs, MyId]), StringComparison.Ordinal);
        Assert.StartsWith("ZK_DATA_DIR=/vol has no snapshot, but /vol/data/version-2", MisplacedData.Warning(settings, snapshots: false, logs: true, [Both, Logs]), StringComparison.Ordinal);
        Assert.Null(MisplacedData.Warning(settings, snapshots: true, logs: true, [Both]));
        Assert.Null(MisplacedData.Warning(settings, snapshots: true, logs: false, [MyId]));
        Assert.Null(MisplacedData.Warning(settings, snapshots: false, logs: false, []));
    }

    [Theory]
    [InlineData("quarantine-20261121T073000Z", true)]
    [InlineData("quarantine-20261121T073000Z-leftovers", true)]
    [InlineData("restore-1", true)]
    [InlineData("backup-2026", true)]
    [InlineData("version-2", true)]
    [InlineData("data", false)]
    [InlineData("log", false)]
    public void What_the_agent_put_aside_is_not_looked_at(string name, bool aside) => Assert.Equal(aside, MisplacedData.IsPutAside(name));

    private static LocalVolume Judge(VolumeFacts facts, VolumeIdentity? identity = null) => VolumeJudgement.Judge(facts, false, new(new(identity, null), null), heldDataBefore: false, Now);

    private static void Hold(string words, GuardDecision decision)
    {
        Assert.Contains(words, decision.Sentence, StringComparison.Ordinal);
        Assert.Equal(GuardAction.Hold, decision.Action);
    }
}
