using System.Globalization;
using ZkAgent.Core.Backups;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;
using ZkAgent.Machine;
using ZkAgent.Native;
using ZkAgent.Volume;

namespace ZkAgent.Backups;

/// <summary>Copies a running member's data: a snapshot, and whole log records up to a barrier.</summary>
/// <param name="barrier">Opens the session whose record proves that the copy is complete.</param>
internal sealed class BackupWriter(BarrierSession barrier, TimeProvider time)
{
    /// <summary>So often it begins again where a purge takes a file before it is opened.</summary>
    private const int Attempts = 5;

    /// <summary>The agent names a new ensemble a second after it serves, as soon as all members answer.</summary>
    private static readonly TimeSpan ToBeNamed = TimeSpan.FromSeconds(5);

    /// <summary>Between two looks at the name.</summary>
    internal static readonly TimeSpan NamePause = TimeSpan.FromMilliseconds(100);

    /// <returns>The backup, or the reason why there is none.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled; nothing is left behind but a name with the prefix of partial backups.</exception>
    public async Task<BackupOutcome> WriteAsync(BackupRequest request, CancellationToken cancellation)
    {
        if (!LibSsl.IsAvailable) return Failed(BackupFailureReason.Target, "cannot make a backup: its SHA-256 sums need libssl, which is not installed in the image; install libssl3 (Debian 13: libssl3t64)");
        if (request.Archive is null && OnDataVolume(request) is { } data)
            return Failed(BackupFailureReason.Target, $"cannot write a backup to {request.Directory}: it is on the same volume as {data}, and would be lost with it; mount another volume there");
        string? epoch;
        try
        {
            epoch = CurrentEpoch(request.Directories);
        }
        catch (SourceException e)
        {
            return Unreadable(e);
        }
        if (await barrier.SampleAsync(request.LocalMember, cancellation).ConfigureAwait(false) is not { } report || !report.Mode.Serves())
            return Failed(BackupFailureReason.NotServing, "cannot make a backup: ZooKeeper on this host does not serve; back up a member that does");
        var identity = await IdentityAsync(request.Directories, cancellation).ConfigureAwait(false);
        var rate = new ReadRate(request.BytesPerSecond, time);
        // Files are read and written without an await in between: not on the caller's thread.
        return await Task.Run(() => CopyAsync(request, identity, report, epoch, rate, cancellation), cancellation).ConfigureAwait(false);
    }

    /// <summary>Waits for the ensemble's name: a backup from before would lie apart from all later ones.</summary>
    /// <returns>The volume's identity, without a name if none came in time; null where no agent has written one.</returns>
    private async Task<VolumeIdentity?> IdentityAsync(DirectorySettings directories, CancellationToken cancellation)
    {
        var file = new VolumeIdentityFile(directories);
        for (var began = time.GetTimestamp(); ; await Task.Delay(NamePause, time, cancellation).ConfigureAwait(false))
            if (file.Read().Known is var identity && (identity is not { Ensemble: null } || time.GetElapsedTime(began) >= ToBeNamed)) return identity;
    }

    private async Task<BackupOutcome> CopyAsync(BackupRequest request, VolumeIdentity? identity, ServerReport report, string? epoch, ReadRate rate, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var files = SourceFiles.Open(request.Directories, rate, request.Note, cancellation);
                if (files is null) return Failed(BackupFailureReason.Source, $"cannot make a backup: {request.Directories.Data}/{DataFileName.Directory} has no snapshot that can be read whole; look at the member's volume");
                return await CopyAsync(request, identity, report, epoch, files, rate, cancellation).ConfigureAwait(false);
            }
            catch (FileNotFoundException) when (attempt < Attempts)
            {
                request.Note("A purge removed a file before it was opened; the backup begins again.");
            }
            catch (FileNotFoundException e)
            {
                return Failed(BackupFailureReason.Source, string.Create(CultureInfo.InvariantCulture, $"cannot read the member's data: files were removed before they were opened, {Attempts} times ({e.Message.TrimEnd('.')}); see what removes snapshots and logs, and make the backup again"));
            }
            catch (Exception e) when (e is SourceException or IOException or UnauthorizedAccessException)
            {
                return Unreadable(e);
            }
        }
    }

    /// <exception cref="IOException">The member's files can't be read.</exception>
    private async Task<BackupOutcome> CopyAsync(BackupRequest request, VolumeIdentity? identity, ServerReport report, string? epoch, SourceFiles files, ReadRate rate, CancellationToken cancellation)
    {
        var (end, before, problem) = await barrier.OpenAsync(request.LocalMember, cancellation).ConfigureAwait(false);
        if (end is null) return Failed(BackupFailureReason.NotServing, $"cannot make a backup, because the agent {problem}");
        var scan = new LogScan(files, rate, time);
        if (scan.Run(end, cancellation) is { } unfinished) return new(null, await ElectionAsync().ConfigureAwait(false) ?? unfinished);
        if (scan.Last < files.FuzzyEnd)
            return Failed(BackupFailureReason.Source, $"cannot make a backup: {files.SnapshotName} holds parts of transactions up to {new Zxid(files.FuzzyEnd)}, and the log ends at {new Zxid(scan.Last)}; look at the member's volume");

        var member = request.LocalMember.Self;
        using IBackupTarget target = request.Archive is { } archive
            ? new TarTarget(archive, time.GetUtcNow())
            : new DirectoryTarget(request.Directory, identity?.Ensemble, member.ShortName, request.Compression);
        var last = new Zxid(scan.Last);
        try
        {
            // What was touched a short time ago may still be written, by the schedule or by a command.
            if (request.Archive is null && identity?.Ensemble is { } ensemble) new BackupDirectory(request.Directory, ensemble).Sweep(time.GetUtcNow());
            target.Begin(new BackupName(before ?? time.GetUtcNow(), last).ToString());
            var copied = new List<BackupFile> { target.Add(files.SnapshotName, new ThrottledStream(files.Snapshot, files.Snapshot.Length, rate, cancellation)) };
            foreach (var log in files.Logs.Where(l => l.End > 0)) copied.Add(target.Add(log.Name, new ThrottledStream(log.File, log.End, rate, cancellation)));
            var now = await barrier.SampleAsync(request.LocalMember, cancellation).ConfigureAwait(false);
            if (Changed(report.Mode, epoch, now, CurrentEpoch(request.Directories)) is { } changed) return new(null, changed);
            return new(target.Finish(Manifest(request, report, files, scan, target.Compression, before, last, identity) with { Files = copied }), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Failed(BackupFailureReason.Target, $"cannot write the backup{(request.Archive is null ? $" to {request.Directory}" : "")}: {e.Message.TrimEnd('.')}");
        }

        // A log that does not go on where it should is no fault of the volume where an election was the cause.
        async Task<BackupFailure?> ElectionAsync() => Changed(
            report.Mode, epoch, await barrier.SampleAsync(request.LocalMember, cancellation).ConfigureAwait(false), CurrentEpoch(request.Directories)) is { Reason: BackupFailureReason.LeaderChanged } changed ? changed : null;
    }

    private static BackupManifest Manifest(
        BackupRequest request, ServerReport report, SourceFiles files, LogScan scan, string compression, DateTimeOffset? before, Zxid last, VolumeIdentity? identity) => new()
        {
            Id = RandomText.Create()[..32],
            Ensemble = identity?.Ensemble,
            Member = request.LocalMember.Self.ShortName,
            Server = request.LocalMember.Self.Id,
            Role = report.Mode.Word(),
            ZooKeeper = report.Version ?? "",
            Agent = AgentVersion.Text,
            Epoch = last.Epoch,
            Snapshot = new(files.Zxid),
            FuzzyEnd = new(files.FuzzyEnd),
            First = new(scan.First ?? last.Value),
            Last = last,
            FirstTime = scan.FirstTime,
            LastTime = scan.LastTime,
            Before = before,
            Nodes = files.Summary.Nodes,
            Ephemerals = files.Summary.Ephemerals,
            Sessions = files.Summary.Sessions,
            Digest = scan.Digest?.Value,
            Servers = [.. request.LocalMember.Topology.Servers.Select(ServerSpec.Format)],
            Compression = compression,
            Files = [],
        };

    /// <summary>A member may hold proposals that an election discards, so the copy counts only if there was none meanwhile.</summary>
    /// <param name="mode">What the member was before.</param>
    /// <param name="epoch">Its epoch before.</param>
    /// <param name="now">What it says after the copy; null where it does not serve.</param>
    /// <param name="epochNow">Its epoch after the copy.</param>
    internal static BackupFailure? Changed(ServerMode mode, string? epoch, ServerReport? now, string? epochNow)
    {
        if (now is null || !now.Mode.Serves()) return new(BackupFailureReason.NotServing, "cannot use the copy: ZooKeeper on this host stopped to serve while it was copied; the next run tries again");
        return mode == now.Mode && epoch == epochNow ? null
            : new(BackupFailureReason.LeaderChanged, $"cannot use the copy: the {mode.Word()} of epoch {epoch} is {now.Mode.Word()} of epoch {epochNow} now, so its last transactions may have been discarded; the next run tries again");
    }

    /// <summary>ZooKeeper writes it before it serves after an election; its zxid has the new epoch only with the first write. Null for a standalone server.</summary>
    private static string? CurrentEpoch(DirectorySettings directories)
    {
        try
        {
            return File.ReadAllText($"{directories.Data}/{DataFileName.Directory}/{EpochFacts.CurrentName}").Trim();
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException(e);
        }
    }

    private static string? OnDataVolume(BackupRequest request) => new[] { request.Directories.Data, request.Directories.DataLog }
        .FirstOrDefault(data => MountTable.IsSameMount(Path.GetFullPath(request.Directory), Path.GetFullPath(data)));

    private static BackupOutcome Unreadable(Exception e) => Failed(BackupFailureReason.Source, $"cannot read the member's data: {e.Message.TrimEnd('.')}");

    private static BackupOutcome Failed(string reason, string sentence) => new(null, new(reason, sentence));
}
