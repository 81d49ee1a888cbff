using System.Text.RegularExpressions;
using Xunit;

namespace ZkAgent.Core.Tests;

/// <summary>The wall clock can be set at any moment: it dates things, it never measures how long something takes.</summary>
public sealed partial class WallClockTests
{
    /// <summary>The files that read a date, and what for.</summary>
    private static readonly Dictionary<string, string> Dates = new()
    {
        ["Machine/SteadyTime.cs"] = "once, at the start: from there on it counts the monotonic clock",
        ["Protocol/ServerSampler.cs"] = "of a SteadyTime where it is compared with another",
        ["Protocol/SessionClient.cs"] = "of a SteadyTime",
        ["Backups/BackupLock.cs"] = "the time in the file that names the owner",
        ["Backups/BackupRun.cs"] = "compared with the names of backups",
        ["Backups/BackupService.cs"] = "compared with the name of a backup",
        ["Backups/BackupWriter.cs"] = "the name of a backup",
        ["Backups/BarrierSession.cs"] = "the time that the manifest tells",
        ["Backups/NewestBackup.cs"] = "the age of a backup",
        ["Backups/SegmentService.cs"] = "compared with the time of a file",
        ["Commands/BackupReadingCommand.cs"] = "when a backup was verified, in its manifest",
        ["Commands/StatusWatch.cs"] = "the time in the heading",
        ["Commands/RestoreCommand.cs"] = "the epoch counts minutes since a date",
        ["Restores/RestorePlacement.cs"] = "the epoch counts minutes since a date",
        ["Composition/StatusPageRegistration.cs"] = "the age of a backup",
        ["StatusPage/EnsembleSurvey.cs"] = "when a peer told us, for the table of status",
        ["Sasl/RefusedPassword.cs"] = "compared with the date of a file",
        ["Tls/TlsStores.cs"] = "certificates have dates",
        ["Volume/DiskWatch.cs"] = "compared with the date of a file",
        ["Metrics/ProcessMetrics.cs"] = "the date of the start of the process",
        ["Peers/AgentRelay.cs"] = "when a peer told us, for the table of status",
        ["DataGuard/OperatorOverrides.cs"] = "overrides end at a UTC time",
        ["DataGuard/StaticStart.cs"] = "the name of a directory that is moved aside",
        ["Volume/VolumePreparation.cs"] = "the name of a quarantine directory",
        ["Volume/VolumeInspector.cs"] = "compared with the name of a quarantine directory",
        ["Commands/RenderCommand.cs"] = "overrides end at a UTC time",
        ["Commands/RunPreparation.cs"] = "overrides end at a UTC time",
        ["Logging/ContainerLog.cs"] = "the date of a line",
        ["Supervision/OutputQueue.cs"] = "the date of a record",
        ["Supervision/ZooKeeperOutput.cs"] = "the date of a line that has none",
    };

    [Fact]
    public void Only_what_wants_a_date_reads_the_wall_clock()
    {
        var sources = Path.Combine(Repository.Root, "src/ZkAgent");
        var readers = Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Where(file => WallClock().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(sources, file))
            .Order(StringComparer.Ordinal);

        Assert.Equal(Dates.Keys.Order(StringComparer.Ordinal), readers);
    }

    [GeneratedRegex(@"GetUtcNow|GetLocalNow|DateTime(Offset)?\.(Utc)?Now")]
    private static partial Regex WallClock();
}
