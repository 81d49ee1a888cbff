using System.Globalization;
using ZkAgent.Backups;
using ZkAgent.CommandLine;
using ZkAgent.Core.Backups;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Text;
using ZkAgent.Sasl;

namespace ZkAgent.Commands;

/// <summary><c>zkagent backup</c>: copies the data of the member in whose container it runs, while that serves.</summary>
internal sealed class BackupCommand(TimeProvider time)
{
    private const string ToStandardOutput = "-";

    /// <param name="settings">The member's settings.</param>
    /// <param name="member">The member.</param>
    /// <param name="to">A directory, or - for a tar archive on standard output; null: ZK_BACKUP_DIR.</param>
    /// <param name="archive">Opens standard output.</param>
    /// <param name="output">Takes the backup's path.</param>
    /// <param name="error">Takes progress and problems: standard output may be the archive.</param>
    /// <param name="cancellation">Ends it early.</param>
    public async Task<int> RunAsync(AgentSettings settings, LocalMember member, string? to, Func<Stream> archive, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        if ((to ?? settings.Backups.Directory) is not { Length: > 0 } directory)
        {
            await error.WriteLineAsync($"zkagent: cannot make a backup: nothing says where; use --to DIR, --to - for a tar archive on standard output, or set {BackupCatalog.Dir.Name}").ConfigureAwait(false);
            return ExitCodes.WrongSettings;
        }
        var began = time.GetTimestamp();
        using var stream = directory == ToStandardOutput ? archive() : null;
        var request = new BackupRequest(settings.Directories, member, directory)
        {
            Compression = settings.Backups.Compression,
            BytesPerSecond = settings.Backups.Rate ?? 0,
            Archive = stream,
            Note = sentence => error.WriteLine($"zkagent: {sentence}"),
        };
        var login = RunningAgentLogin.Read(settings);
        if (login.LeftOut is { } leftOut) await error.WriteLineAsync($"zkagent: the backup ends at the last transaction of the members, not at a session of its own: {leftOut}").ConfigureAwait(false);
        var outcome = await new BackupWriter(new BarrierSession(login, time), time).WriteAsync(request, cancellation).ConfigureAwait(false);
        if (outcome.Backup is not { } backup)
        {
            await error.WriteLineAsync($"zkagent: {outcome.Failure!.Sentence}").ConfigureAwait(false);
            return ExitCodes.No;
        }
        var manifest = backup.Manifest;
        await error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"zkagent: copied {manifest.Files.Count} files, {manifest.Bytes} bytes, up to {manifest.Last} in {DurationFormat.Duration(time.GetElapsedTime(began))}; {Proof(manifest)}")).ConfigureAwait(false);
        if (stream is not null) return ExitCodes.Ok;
        await output.WriteLineAsync(backup.Path).ConfigureAwait(false);
        return new BackupReadingCommand(directory, time, error, error).Verify(backup.Path, settings.Backups.VerifyInFull ? VerifiedLevel.Full : VerifiedLevel.Quick);
    }

    private static string Proof(BackupManifest manifest) => manifest.Before is { } before
        ? string.Create(CultureInfo.InvariantCulture, $"it has everything that was acknowledged before {before.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fff}Z")
        : "no leader answered, so nothing proves that it has every acknowledged write";
}
