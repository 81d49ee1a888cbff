using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using ZkAgent.Commands;
using ZkAgent.Core.Discovery;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;
using ZkAgent.Tests.Fakes;
using ZkAgent.Tests.Restores;
using ZkAgent.Volume;

namespace ZkAgent.Tests.Commands;

/// <summary><c>zkagent restore</c> on a volume that no agent uses.</summary>
public sealed class RestoreCommandTests : IDisposable
{
    private const string Epoch = "200000";
    private const int WrongSettings = 78, Refused = 65;

    private readonly TemporaryDirectory _volume = new(), _backups = new();
    private readonly StringWriter _output = new(), _error = new();
    private readonly string _backup, _last;

    public RestoreCommandTests()
    {
        var stored = GivenBackup.In(_backups);
        (_backup, _last) = (stored.Path, stored.Manifest.Last.ToString());
        Directory.CreateDirectory(_volume.At("data"));
        Directory.CreateDirectory(_volume.At("log"));
    }

    public void Dispose()
    {
        _volume.Dispose();
        _backups.Dispose();
    }

    [Fact]
    public void An_empty_volume_gets_the_data_with_the_given_epoch_and_belongs_to_the_restored_ensemble()
    {
        Assert.Equal((0, ""), Run());

        Assert.Contains($"the data is placed up to {_last} with epoch {Epoch}; do the same with the same --epoch on all other members", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            ["data/version-2/acceptedEpoch", "data/version-2/currentEpoch", "data/version-2/snapshot.200000007", "data/zkagent.identity", "log/version-2/log.200000001", "log/version-2/log.300000001", "log/zkagent.identity"],
            Files(except: "zkagent.lock"));
        foreach (var name in new[] { "acceptedEpoch", "currentEpoch" }) Assert.Equal(Epoch, File.ReadAllText(_volume.At($"data/version-2/{name}")));
        foreach (var name in new[] { "data/version-2/snapshot.200000007", "log/version-2/log.200000001" })
            Assert.Equal(File.ReadAllBytes($"{_backup}/{Path.GetFileName(name)}"), File.ReadAllBytes(_volume.At(name)));
        var identity = new VolumeIdentityFile(Settings().Directories).Read().Known!;
        Assert.Equal(("zk-1", 3, true, null), (identity.Name, identity.Members.Count, identity.Served, identity.Placed));
        Assert.NotEqual(EnsembleId.New(new Guid(7, 0, 0, new byte[8])), identity.Ensemble);
    }

    [Fact]
    public void A_second_restore_is_refused_and_changes_nothing()
    {
        Assert.Equal((0, ""), Run());
        var before = Digests();

        Assert.Equal((Refused, $"zkagent: cannot restore into {_volume.At("data")}: {_volume.At("data/version-2")} has files; give the member an empty volume\n"), Run());

        Assert.Equal(before, Digests());
    }

    [Theory]
    [InlineData("data/version-2/snapshot.5", "has files; give the member an empty volume")]
    [InlineData("log/version-2/log.5", "has files; give the member an empty volume")]
    public void A_volume_that_is_not_empty_is_refused_and_stays_as_it_is(string file, string sentence)
    {
        _volume.Write(file, "x");
        var before = Digests();

        var (code, error) = Run();

        Assert.Equal(Refused, code);
        Assert.StartsWith($"zkagent: cannot restore into {_volume.At(file.Split('/')[0])}: ", error, StringComparison.Ordinal);
        Assert.EndsWith($"{sentence}\n", error, StringComparison.Ordinal);
        Assert.Equal(before, Digests());
    }

    [Fact]
    public void A_volume_that_lost_its_data_is_refused_by_its_identity()
    {
        Assert.Equal((0, ""), Run());
        foreach (var place in new[] { "data", "log" }) Directory.Delete(_volume.At($"{place}/version-2"), recursive: true);

        var (code, error) = Run();

        Assert.Equal(Refused, code);
        Assert.Contains("its identity file says that it is zk-1's; give the member an empty volume", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "latest", Epoch, "cannot restore: --from is missing; give the directory of a backup, --from=DIR")]
    [InlineData("BACKUP", "latest", "", "cannot restore: --epoch is missing; give --epoch=")]
    [InlineData("BACKUP", "latest", "soon", "cannot restore with --epoch=soon: expected a number from 4 to 2147483647; give --epoch=")]
    [InlineData("BACKUP", "latest", "3", "cannot restore with --epoch=3: expected a number from 4 to 2147483647; give --epoch=")]
    [InlineData("BACKUP", "latest", "2147483648", "cannot restore with --epoch=2147483648: expected a number from 4 to 2147483647; give --epoch=")]
    public void A_bad_option_is_named_and_nothing_is_written(string from, string cut, string epoch, string sentence) => IsRefused(WrongSettings, sentence, from, cut, epoch);

    [Theory]
    [InlineData("BACKUP", "soon", "cannot use \"soon\" as a cut")]
    [InlineData("BACKUP", "0x900000001", "it can be restored to any transaction from")]
    [InlineData("NOWHERE", "latest", "cannot read the backup in")]
    public void A_backup_or_an_end_that_is_not_there_is_named_and_nothing_is_written(string from, string cut, string sentence) => IsRefused(1, sentence, from, cut, Epoch);

    [Theory]
    [InlineData("manifest")]
    [InlineData("snapshot.200000007")]
    [InlineData("log.300000001")]
    public void A_damaged_backup_is_refused_and_nothing_is_written(string file)
    {
        var bytes = File.ReadAllBytes($"{_backup}/{file}");
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes($"{_backup}/{file}", bytes);

        IsRefused(1, "cannot", "BACKUP", "latest", Epoch);
    }

    [Fact]
    public void A_dry_run_proposes_an_epoch_above_the_backups_and_writes_nothing()
    {
        Assert.Equal((0, ""), Run(dryRun: true, epoch: ""));
        // 100,000 above the backup's 3, and the minutes of 2026.
        Assert.Contains("nothing was written, because of --dry-run; give --epoch=576303 on all members, the same number", _output.ToString(), StringComparison.Ordinal);
        Assert.Empty(Files());
    }

    [Fact]
    public void A_directory_that_is_not_there_is_named_with_its_settings()
    {
        Directory.Delete(_volume.At("log"));
        IsRefused(Refused, $"cannot restore into {_volume.At("log")}: there is no such directory; set ZK_DATA_DIR and ZK_DATA_LOG_DIR", "BACKUP", "latest", Epoch);
    }

    [Fact]
    public void A_volume_that_is_in_use_is_refused()
    {
        using var agent = new VolumeLock(Settings().Directories);
        Assert.Null(agent.TryTake());

        var (code, error) = Run();

        Assert.Equal(Refused, code);
        Assert.Contains("stop the agent of this volume first", error, StringComparison.Ordinal);
        Assert.Empty(Files(except: "zkagent.lock"));
    }

    [Fact]
    public void Dynamic_membership_is_refused_with_the_setting_that_does_it()
    {
        var (code, error) = Run(more: ("ZK_MEMBERSHIP", "dynamic"));
        Assert.Equal(WrongSettings, code);
        Assert.Contains("ZK_MEMBERSHIP=dynamic", error, StringComparison.Ordinal);
        Assert.Contains("set ZK_RESTORE instead", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_volume_without_room_keeps_nothing_half_written_and_takes_it_when_there_is_room()
    {
        Assert.SkipUnless(_volume.Mount("log", "-t", "tmpfs", "-o", "size=12k", "tmpfs"), "mounting a small file system needs root");
        File.WriteAllBytes(_volume.At("log/filler"), new byte[8192]);
        var before = Files();

        var (code, error) = Run();

        Assert.Equal(Refused, code);
        Assert.StartsWith("zkagent: cannot restore: ", error, StringComparison.Ordinal);
        Assert.EndsWith("; see that the volume is writable and not full\n", error, StringComparison.Ordinal);
        Assert.Equal(before, Files(except: "zkagent.lock"));
        Assert.False(Directory.Exists(_volume.At("data/.restore")) || Directory.Exists(_volume.At("log/.restore")));
    }

    private void IsRefused(int expected, string sentence, string from, string cut, string epoch)
    {
        var (code, error) = Run(from.Replace("BACKUP", _backup, StringComparison.Ordinal).Replace("NOWHERE", _backups.At("nowhere"), StringComparison.Ordinal), cut, epoch);

        Assert.Equal(expected, code);
        Assert.StartsWith("zkagent: cannot ", error, StringComparison.Ordinal);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(Files());
    }

    private (int Code, string Error) Run(string? from = null, string cut = "latest", string epoch = Epoch, bool dryRun = false, params (string Name, string Value)[] more)
    {
        _error.GetStringBuilder().Clear();
        var plan = Plan(more);
        var time = new FakeTimeProvider(new(2026, 11, 27, 18, 20, 0, TimeSpan.Zero));
        var code = new RestoreCommand(plan.Settings!, plan.LocalMember!, time, _output, _error).Run(from ?? _backup, cut, epoch, dryRun);
        return (code, _error.ToString());
    }

    private AgentSettings Settings() => Plan([]).Settings!;

    private AgentPlan Plan((string Name, string Value)[] more)
    {
        var environment = new Dictionary<string, string> { ["ZK_REPLICAS"] = "3", ["ZK_DATA_DIR"] = _volume.At("data"), ["ZK_DATA_LOG_DIR"] = _volume.At("log"), ["ZK_RUN_DIR"] = _volume.At("run") };
        foreach (var (name, value) in more) environment[name] = value;
        var plan = AgentPlan.Make(
            new SettingSources(new Dictionary<string, string>(), environment, null), new("zk-1", "10.1.2.3\tzk-1.zk-hs.default.svc.cluster.local\tzk-1\n", ""), memoryLimit: null, member: true);
        Assert.True(plan.Settings is not null, string.Join("; ", plan.Problems));
        return plan;
    }

    /// <summary>The files below the volume's directories.</summary>
    private List<string> Files(string? except = null) => [.. _volume.Content.Where(path => File.Exists(_volume.At(path)) && Path.GetFileName(path) != except)];

    private List<string> Digests() => [.. Files().Select(path => $"{path} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(_volume.At(path))))}")];
}
