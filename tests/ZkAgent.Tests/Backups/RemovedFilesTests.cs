using Xunit;
using ZkAgent.Backups;
using ZkAgent.Core.Backups;
using ZkAgent.Core.Volume;

namespace ZkAgent.Tests.Backups;

/// <summary>Files of the member that disappear while it is copied: the backup has all of them or there is none.</summary>
public sealed class RemovedFilesTests : IAsyncDisposable
{
    private readonly ScriptedMember _member = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _member.DisposeAsync();

    [Fact]
    public async Task What_is_removed_after_it_was_opened_is_in_the_backup()
    {
        _member.Opening = () =>
        {
            foreach (var file in Directory.EnumerateFiles(_member.Data, "snapshot.*").Concat(Directory.EnumerateFiles(_member.Log)).ToList()) File.Delete(file);
        };

        var made = Made(await _member.BackUpAsync(Cancellation));

        Assert.Empty(_member.Notes);
        Assert.Equal(["snapshot.1000006b5", "log.100000483", "log.1000006b8"], made.Manifest.Files.Select(f => f.Name));
        Verifies(made);
    }

    [Fact]
    public async Task A_snapshot_that_is_removed_before_it_is_opened_makes_it_begin_again_with_another()
    {
        // The note about the damaged one comes between the listing and the opening of the next.
        Damage("snapshot.1000006b5");
        _member.Noting = _ => File.Delete($"{_member.Data}/snapshot.100000481");

        var made = Made(await _member.BackUpAsync(Cancellation));

        Assert.Contains("A purge removed a file before it was opened; the backup begins again.", _member.Notes);
        Assert.Equal(["snapshot.10000023b", "log.100000001", "log.10000023d", "log.100000483", "log.1000006b8"], made.Manifest.Files.Select(f => f.Name));
        Verifies(made);
    }

    [Fact]
    public async Task A_log_that_is_removed_before_it_is_opened_leaves_no_backup_without_it()
    {
        Damage("snapshot.1000006b5");
        _member.Noting = _ => File.Delete($"{_member.Log}/log.10000023d");

        var outcome = await _member.BackUpAsync(Cancellation);

        Assert.Contains("A purge removed a file before it was opened; the backup begins again.", _member.Notes);
        Refused(outcome, "cannot follow the log: the transactions between 0x100000481 and 0x100000483 are missing in log.100000483; look at the member's volume");
    }

    [Fact]
    public async Task A_log_that_was_made_and_removed_while_others_were_read_makes_it_begin_again()
    {
        // While the first snapshot was read the member wrote two more logs and a snapshot, and a purge took the first of the logs.
        var later = new[] { $"{_member.Data}/snapshot.1000006b5", $"{_member.Log}/log.100000483", $"{_member.Log}/log.1000006b8" };
        foreach (var file in later) File.Move(file, $"{_member.Aside}/{Path.GetFileName(file)}");
        _member.Opening = () =>
        {
            foreach (var file in later.Where(file => File.Exists($"{_member.Aside}/{Path.GetFileName(file)}"))) File.Move($"{_member.Aside}/{Path.GetFileName(file)}", file);
            var purged = $"{_member.Log}/log.100000483";
            // The later snapshot needs the end of it: it comes back with that.
            if (_member.Notes.Count == 0) File.Move(purged, $"{_member.Aside}/{Path.GetFileName(purged)}");
        };
        _member.Noting = _ => File.Move($"{_member.Aside}/log.100000483", $"{_member.Log}/log.100000483");

        var made = Made(await _member.BackUpAsync(Cancellation));

        Assert.Equal(["A purge removed a file before it was opened; the backup begins again."], _member.Notes);
        Assert.Equal(["snapshot.1000006b5", "log.100000483", "log.1000006b8"], made.Manifest.Files.Select(f => f.Name));
        Verifies(made);
    }

    [Fact]
    public async Task Files_that_are_always_gone_end_it_with_one_sentence()
    {
        // It is listed, and never there.
        File.CreateSymbolicLink($"{_member.Data}/snapshot.100000900", "/nowhere");

        var outcome = await _member.BackUpAsync(Cancellation);

        Refused(outcome, $"cannot read the member's data: files were removed before they were opened, 5 times (Could not find file '{_member.Data}/snapshot.100000900'); see what removes snapshots and logs, and make the backup again");
    }

    [Fact]
    public async Task A_volume_without_a_snapshot_gives_no_backup()
    {
        foreach (var snapshot in Directory.EnumerateFiles(_member.Data, "snapshot.*").ToList()) File.Delete(snapshot);

        Refused(await _member.BackUpAsync(Cancellation), $"cannot make a backup: {_member.Data} has no snapshot that can be read whole; look at the member's volume");
    }

    [Fact]
    public async Task An_election_during_the_copy_discards_it()
    {
        _member.Opening = () => File.WriteAllText($"{_member.Data}/{EpochFacts.CurrentName}", "2");

        Refused(await _member.BackUpAsync(Cancellation), "cannot use the copy: the follower of epoch 1 is follower of epoch 2 now, so its last transactions may have been discarded; the next run tries again");
    }

    private void Damage(string snapshot)
    {
        using var file = File.OpenWrite($"{_member.Data}/{snapshot}");
        file.SetLength(file.Length / 2);
    }

    private static StoredBackup Made(BackupOutcome outcome)
    {
        Assert.True(outcome.Backup is not null, outcome.Failure?.Sentence);
        return outcome.Backup;
    }

    private static void Verifies(StoredBackup backup)
    {
        var report = BackupVerification.Verify(backup, VerifiedLevel.Full, Cancellation);
        Assert.Empty(report.Problems);
        Assert.Equal((true, report.DigestsCompared), (report.DigestsCompared > 0, report.DigestsEqual));
    }

    /// <summary>One sentence, and nothing is left: not even what is half written.</summary>
    private void Refused(BackupOutcome outcome, string sentence)
    {
        Assert.Null(outcome.Backup);
        Assert.Equal(sentence, outcome.Failure?.Sentence);
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(_member.Backups, "*", SearchOption.AllDirectories), path => File.Exists(path) || Path.GetFileName(path)[0] == '.');
    }
}
