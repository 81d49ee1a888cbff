using Xunit;
using ZkAgent.Backups;
using ZkAgent.Core.Backups;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Backups;

/// <summary>A backup in the moments after an ensemble was founded, when the agent has not named it yet.</summary>
public sealed class NewEnsembleTests
{
    [Fact]
    public async Task A_backup_waits_for_the_name_and_lies_in_its_directory()
    {
        var time = new ObservedTime();
        await using var member = new ScriptedMember { Time = time };
        member.IsIdentifiedAs(null);
        var copy = member.BackUpAsync(TestContext.Current.CancellationToken);
        await time.UntilTimerAsync(BackupWriter.NamePause);
        member.IsIdentifiedAs(ScriptedMember.Ensemble);
        time.Advance(BackupWriter.NamePause);

        var made = await copy;

        Assert.Equal(ScriptedMember.Ensemble, made.Backup?.Manifest.Ensemble);
        Assert.Equal($"{member.Backups}/{ScriptedMember.Ensemble.Value}", Path.GetDirectoryName(made.Backup!.Path));
    }

    [Fact]
    public async Task Where_no_name_comes_the_backup_is_made_without_it()
    {
        var time = new ObservedTime();
        await using var member = new ScriptedMember { Time = time };
        member.IsIdentifiedAs(null);
        var copy = member.BackUpAsync(TestContext.Current.CancellationToken);
        await time.UntilTimerAsync(BackupWriter.NamePause);
        time.Advance(TimeSpan.FromSeconds(5));

        var made = await copy;

        Assert.Null(made.Backup?.Manifest.Ensemble);
        Assert.Equal($"{member.Backups}/{BackupLayout.EnsembleDirectory(null)}", Path.GetDirectoryName(made.Backup!.Path));
    }
}
