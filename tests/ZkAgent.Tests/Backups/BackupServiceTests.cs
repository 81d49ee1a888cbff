using Xunit;
using ZkAgent.Backups;
using ZkAgent.Core.Backups;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Supervision;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Backups;

public sealed class BackupServiceTests : IAsyncDisposable
{
    private static readonly EnsembleId Ensemble = EnsembleId.New(Guid.Empty);

    private readonly TemporaryDirectory _root = new();
    private readonly ObservedTime _time = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly RememberedLog<BackupServiceTests> _log = new();
    private readonly ServingPeers _peers = new(self: 3);
    private readonly BackupBoard _board = new();
    private readonly Queue<BackupFailure> _failures = [];
    private readonly Queue<ChildExit> _exits = [];
    private BackupSettings _settings;
    private string? _mode = "follower";
    private Task _running = Task.CompletedTask;

    public BackupServiceTests()
    {
        _time.SetUtcNow(new(2026, 11, 27, 18, 0, 0, TimeSpan.Zero));
        _settings = new()
        {
            Directory = _root.Path, Interval = TimeSpan.FromHours(1), LogInterval = TimeSpan.FromMinutes(1), Keep = TimeSpan.FromHours(2),
            Member = BackupMember.Auto, Compression = "none", Rate = null, VerifyInFull = true,
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
        _root.Dispose();
    }

    [Fact]
    public async Task The_follower_with_the_highest_ordinal_makes_one_each_interval()
    {
        await StartAsync();
        Assert.Equal(["20261127T180000Z-100000001"], Backups);
        Assert.Equal(("20261127T180000Z-100000001 was made", VerifiedLevel.Full, false), (_board.View.Sentence, _board.View.Last?.Verified, _board.View.Running));

        await PassAsync(TimeSpan.FromMinutes(59));
        Assert.Single(Backups);
        await PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(2, Backups.Length);
    }

    [Fact]
    public async Task Old_ones_are_deleted_and_two_verified_ones_stay()
    {
        await StartAsync();
        await PassAsync(TimeSpan.FromHours(5));
        Assert.Equal(3, Backups.Length);
    }

    [Fact]
    public async Task Another_member_makes_it_unless_it_is_overdue()
    {
        _mode = "leader";
        await StartAsync();
        Assert.Empty(Backups);
        await PassAsync(2 * BackupRunner.Handover);
        Assert.Single(Backups);
    }

    [Fact]
    public async Task A_failure_is_counted_and_tried_again_after_the_others_had_their_turn()
    {
        _failures.Enqueue(new(BackupFailureReason.Barrier, "cannot find the barrier"));
        await StartAsync();
        Assert.Equal(1, Failures(BackupFailureReason.Barrier));
        Assert.Equal("cannot find the barrier", _board.View.Failure?.Sentence);
        await PassAsync(BackupDue.Pause(1, 3, _settings.Interval) - BackupService.Tick);
        Assert.Empty(Backups);
        await PassAsync(BackupService.Tick);
        Assert.Single(Backups);
        Assert.Null(_board.View.Failure);
    }

    [Fact]
    public async Task A_bad_backup_is_kept_and_the_next_one_waits_for_its_time()
    {
        _exits.Enqueue(ChildExit.Exited(1));
        await StartAsync();
        Assert.Single(Backups);
        Assert.Equal(1, Failures(BackupFailureReason.Verify));
        Assert.StartsWith("cannot restore 20261127T180000Z-100000001: the verification found it bad", _board.View.Failure?.Sentence, StringComparison.Ordinal);
        await PassAsync(TimeSpan.FromMinutes(30));
        Assert.Single(Backups);
        Assert.Equal(1, Failures(BackupFailureReason.Verify));
    }

    [Fact]
    public async Task A_directory_that_is_away_is_told_once_and_used_when_it_is_back()
    {
        _settings = _settings with { Directory = _root.At("away") };
        await StartAsync();
        await PassAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(1, Failures(BackupFailureReason.Target));
        Directory.CreateDirectory(_root.At("away"));
        await PassAsync(TimeSpan.FromMinutes(15));
        Assert.Single(Directory.GetDirectories(_root.At($"away/{Ensemble}"), "2*"));
    }

    private string[] Backups => [.. new BackupDirectory(_root.Path, Ensemble).List().Select(b => b.Name)];

    private int Failures(string reason) => _board.Failures.Single(f => f.Key == reason).Value;

    private async Task StartAsync()
    {
        var survey = new BackupSurvey(new(_peers.LocalMember), () => SampledHealth.Of(_mode, _time.GetUtcNow(), _time.GetUtcNow()), _peers);
        var run = new BackupRun(_settings, "zk-2", WriteAsync, VerifyAsync, _time, _log);
        var service = new BackupService(_settings, () => Ensemble, survey, run, _board, _time, _log);
        _running = Task.Run(() => service.RunAsync(_stopping.Token));
        await TickedAsync();
    }

    private async Task PassAsync(TimeSpan duration)
    {
        for (var passed = TimeSpan.Zero; passed < duration; passed += BackupService.Tick)
        {
            _time.Advance(BackupService.Tick);
            await TickedAsync();
        }
    }

    /// <summary>A service that ended starts no timer: then its exception is what the test shows.</summary>
    private async Task TickedAsync() => await await Task.WhenAny(_running, _time.UntilTimerAsync(BackupService.Tick));

    private Task<BackupOutcome> WriteAsync(CancellationToken cancellation)
    {
        if (_failures.TryDequeue(out var failure)) return Task.FromResult(new BackupOutcome(null, failure));
        var name = new BackupName(_time.GetUtcNow(), new(0x100000001)).ToString();
        var path = Path.Combine(_settings.Directory!, Ensemble.Value, name);
        Directory.CreateDirectory(path);
        var manifest = new BackupManifest
        {
            Id = new('0', 32), Ensemble = Ensemble, Member = "zk-2", Server = new(3), Role = "follower", ZooKeeper = "3.9.3", Agent = "1", Epoch = 1, Snapshot = new(0), FuzzyEnd = new(0),
            First = new(1), Last = new(0x100000001), Nodes = 1, Ephemerals = 0, Sessions = 0, Servers = [], Compression = "none", Files = [new("snapshot.0", 1, new('0', 64))],
        };
        File.WriteAllText($"{path}/{BackupManifest.FileName}", BackupManifestText.Write(manifest));
        return Task.FromResult(new BackupOutcome(BackupStore.Load(path), null));
    }

    private Task<ChildExit> VerifyAsync(string path, CancellationToken cancellation)
    {
        if (_exits.TryDequeue(out var exit)) return Task.FromResult(exit);
        BackupVerification.Record(BackupStore.Load(path), new(VerifiedLevel.Full), _time.GetUtcNow());
        return Task.FromResult(ChildExit.Exited(0));
    }
}
