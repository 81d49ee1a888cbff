using System.Globalization;
using System.Text;
using ZkAgent.Backups;
using ZkAgent.CommandLine;
using ZkAgent.Core.Backups;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Text;
using ZkAgent.Native;

namespace ZkAgent.Commands;

/// <summary><c>zkagent backup list</c>, <c>verify</c> and <c>cat</c>: they read backups and need no ZooKeeper.</summary>
/// <param name="configured">ZK_BACKUP_DIR; empty where it is not set.</param>
/// <param name="output">Takes what was asked for.</param>
/// <param name="error">Takes problems.</param>
internal sealed class BackupReadingCommand(string configured, TimeProvider time, TextWriter output, TextWriter error)
{
    private const string TimeForm = "yyyy-MM-ddTHH:mm:ssZ";

    /// <param name="directory">Where backups are; null: ZK_BACKUP_DIR.</param>
    public int List(string? directory) => Try(directory, given =>
    {
        var store = new BackupStore(given);
        var all = store.List();
        output.WriteLine($"{"NAME",-30}  {"CONTAINS ALL BEFORE",-20}  {"LAST",-13}  {"BYTES",12}  {"ZNODES",9}  {"VERIFIED",-27}  MEMBER");
        foreach (var backup in all)
        {
            var m = backup.Manifest;
            var verified = m.VerifiedAt is { } at ? $"{m.Verified.Word()} {Utc(at)}" : m.Verified.Word();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{backup.Name,-30}  {(m.Before is { } before ? Utc(before) : "-"),-20}  {m.Last,-13}  {m.Bytes,12}  {m.Nodes,9}  {verified,-27}  {m.Member} of {m.Ensemble?.Abbreviated ?? "unknown"}"));
        }
        return Problems(store.Problems);
    });

    /// <param name="target">A backup, a tar file, a directory with backups, or the name of a backup in ZK_BACKUP_DIR; null: the newest there.</param>
    /// <param name="level">Quick or full.</param>
    public int Verify(string? target, VerifiedLevel level) => Try(target, given =>
    {
        if (!LibSsl.IsAvailable) throw new InvalidDataException("cannot verify a backup: its SHA-256 sums need libssl, which is not installed; install libssl3 (Debian 13: libssl3t64)");
        var store = new BackupStore(given);
        var backups = target is null ? [store.Find("latest")] : Path.Exists(target) ? store.List() : [new BackupStore(configured).Find(target)];
        var worst = Problems(store.Problems);
        if (backups.Count == 0 && worst == ExitCodes.Ok) throw new InvalidDataException($"cannot find a backup in {given}: there is none");
        foreach (var backup in backups) worst = Math.Max(worst, Verify(backup, level));
        return worst;
    });

    /// <param name="directory">As for <see cref="Verify(string?, VerifiedLevel)"/>; of several backups, the newest one that can be cut there.</param>
    /// <param name="path">The znode that is printed with all below it.</param>
    /// <param name="cut">The last transaction.</param>
    /// <param name="standardOutput">Opens standard output.</param>
    public int Cat(string? directory, string path, BackupCut cut, Func<Stream> standardOutput) => Try(directory, given =>
    {
        if (!LibSsl.IsAvailable) throw new InvalidDataException("cannot read a backup: its SHA-256 sums need libssl, which is not installed; install libssl3 (Debian 13: libssl3t64)");
        var backup = directory is null || Path.Exists(directory) ? new BackupStore(given).Find(cut) : new BackupStore(configured).Find(directory);
        using var lines = new StreamWriter(standardOutput(), new UTF8Encoding(false), 64 * 1024);
        using var subtree = new BackupSubtree(path, lines);
        if (subtree.Print(backup, cut) is { } problem) throw new InvalidDataException(problem);
        if (subtree.Count == 0) throw new InvalidDataException($"cannot find {LogEscaping.Quote(path)} in {backup.Name} at {cut}");
        return ExitCodes.Ok;
    });

    private int Verify(StoredBackup backup, VerifiedLevel level)
    {
        var began = time.GetTimestamp();
        var report = BackupVerification.Verify(backup, level, CancellationToken.None);
        foreach (var problem in report.Problems) error.WriteLine($"zkagent: {backup.Name}: {problem}");
        foreach (var note in report.Notes) error.WriteLine($"zkagent: {backup.Name}: {note}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{backup.Name}: {(report.IsGood ? $"good ({level.Word()})" : "BAD")}, {report.Bytes} bytes, {report.Transactions} transactions, {report.Nodes} znodes, {report.Ephemerals} ephemeral, {report.Sessions} sessions, {(level == VerifiedLevel.Full ? $"{report.DigestsEqual} of {report.DigestsCompared} digests equal, " : "")}{DurationFormat.Duration(time.GetElapsedTime(began))}"));
        if (!report.IsGood) return ExitCodes.No;
        output.WriteLine($"{backup.Name}: restorable to any transaction from {report.From}{At(report.FromTime)} to {report.To}{At(report.ToTime)}{(report.Segments > 0 ? string.Create(CultureInfo.InvariantCulture, $", {report.Segments} log segments included") : "")}");
        try
        {
            _ = BackupVerification.Record(backup, report, time.GetUtcNow());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"zkagent: {backup.Name}: the result is not in its manifest: {e.Message.TrimEnd('.')}");
        }
        return ExitCodes.Ok;
    }

    private int Try(string? directory, Func<string, int> read)
    {
        try
        {
            return (directory ?? configured) is { Length: > 0 } given
                ? read(given)
                : throw new InvalidDataException($"cannot find backups: nothing says where they are; name the directory, or set {BackupCatalog.Dir.Name}");
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            error.WriteLine(e is InvalidDataException ? $"zkagent: {e.Message}" : $"zkagent: cannot read backups: {e.Message.TrimEnd('.')}");
            return ExitCodes.No;
        }
    }

    private int Problems(IReadOnlyList<string> problems)
    {
        foreach (var problem in problems) error.WriteLine($"zkagent: {problem}");
        return problems.Count == 0 ? ExitCodes.Ok : ExitCodes.No;
    }

    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture);

    private static string At(DateTimeOffset? time) => time is { } at ? $" ({Utc(at)})" : "";
}
