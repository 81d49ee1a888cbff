using Microsoft.Extensions.Logging;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Launch;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Text;
using ZkAgent.Core.Volume;

namespace ZkAgent.Restores;

/// <summary>The backup that ZK_RESTORE names: reads and verifies it in the background, because its file system may hang.</summary>
/// <param name="settings">What the operator asks for; null: nothing.</param>
/// <param name="image">ZooKeeper's version; null where it is not known.</param>
/// <param name="read">Reads and verifies.</param>
internal sealed class RestoreSource(RestoreSettings? settings, ZooKeeperVersion? image, Func<RestoreSettings, CancellationToken, (RestoreBackup? Backup, string? Problem)> read, TimeProvider time, ILogger log)
{
    /// <summary>A mount may come late, and a backup may be copied into its place.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>A member with data does not wait longer for a directory that does not answer.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private volatile RestoreBackup? _found;
    private string? _problem;
    private Task? _reading;
    private long _began, _ended;

    /// <summary>The restore's id, as peers are told; null until the backup is verified. It never changes in an agent's life: members rely on it.</summary>
    public EnsembleId? Announced => _found?.Id;

    /// <summary>The backup; null until it is verified.</summary>
    public RestoreBackup? Backup => _found;

    /// <summary>What is known of the restore; null where the settings ask for none. Begins to read where that is needed.</summary>
    /// <param name="volume">Our volume: one that was restored with these settings needs no backup.</param>
    public RestoreRequest? For(LocalVolume volume)
    {
        if (settings is null) return null;
        if (_found is { } found) return new(settings.Text, found.Id, null);
        if (volume.VolumeIdentity is { Placed: null, Restored: { } restored } && restored == settings.Text) return new(settings.Text, null, null);
        lock (_lock)
        {
            if (_reading is null || _reading.IsCompleted && time.GetElapsedTime(_ended) >= Pause) Begin();
            var waited = time.GetElapsedTime(_began);
            return new(settings.Text, _found?.Id, _found is null ? _problem ?? (waited < Limit ? null : $"cannot read {settings.Path}: it has not answered for {DurationFormat.Duration(waited)}") : null);
        }
    }

    private void Begin()
    {
        _began = time.GetTimestamp();
        _reading = Task.Run(() =>
        {
            var (backup, problem) = read(settings!, CancellationToken.None);
            lock (_lock)
            {
                (_problem, _ended) = (problem, time.GetTimestamp());
                if (backup is null) return;
                _found = backup;
            }
            log.LogInformation("{Sentence}", $"{SettingCatalog.Restore.Name}: {backup.Words}.");
            if (OlderImage.Warning(image, backup.Stored.Manifest.ZooKeeper, "the backup was made by") is { } older) log.LogWarning("{Sentence}", older);
        });
    }
}
