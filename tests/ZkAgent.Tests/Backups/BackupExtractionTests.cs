using Xunit;
using ZkAgent.Backups;
using ZkAgent.Core.Backups;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Volume;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Backups;

public sealed class BackupExtractionTests
{
    [Fact]
    public void All_files_are_as_ZooKeeper_wrote_them_and_the_segment_is_one_more_log()
    {
        using var root = new TemporaryDirectory();
        var (data, log) = Directories(root);

        var result = BackupExtraction.Extract(GivenBackup.In(root), BackupCut.Latest, data, log);

        Assert.Null(result.Problem);
        var logs = GivenBackup.Files(DataFileName.LogPrefix);
        Assert.Equal(GivenBackup.Records(logs[^1].Path)[^1].Zxid, result.Last?.Value);
        Assert.Equal(logs.Select(l => Path.GetFileName(l.Path)), Directory.EnumerateFiles(log).Select(f => Path.GetFileName(f)).OrderBy(n => n.Length).ThenBy(n => n, StringComparer.Ordinal));
        foreach (var (path, _) in logs) Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes($"{log}/{Path.GetFileName(path)}"));
        var snapshot = GivenBackup.Files(DataFileName.SnapshotPrefix)[1].Path;
        Assert.Equal(File.ReadAllBytes(snapshot), File.ReadAllBytes($"{data}/{Path.GetFileName(snapshot)}"));
    }

    [Fact]
    public void A_cut_ends_after_its_record_and_ZooKeepers_reader_agrees()
    {
        using var root = new TemporaryDirectory();
        var backup = GivenBackup.In(root);
        var random = new Random(3);
        for (var turn = 0; turn < 10; turn++)
        {
            var cut = random.NextInt64(backup.Manifest.FuzzyEnd.Value, backup.Manifest.Last.Value + 50);
            var (data, log) = Directories(root, $"turn-{turn}");

            var result = BackupExtraction.Extract(backup, new(new Zxid(cut), null), data, log);

            Assert.Null(result.Problem);
            Assert.Equal(cut, result.Last?.Value);
            var facts = ZkAgent.Volume.VolumeReader.Read(root.At($"turn-{turn}/data"), root.At($"turn-{turn}/log"), JuteBuffer.DefaultLimit);
            Assert.All(facts.Logs, fact => Assert.Equal(LogCheck.Sound, fact.Check));
            Assert.Equal(cut, facts.Logs.Max(fact => fact.Last));
        }
    }

    [Fact]
    public void A_cut_before_the_fuzzy_end_and_one_behind_the_end_are_refused()
    {
        using var root = new TemporaryDirectory();
        var backup = GivenBackup.In(root);
        var (data, log) = Directories(root, "early");
        var (otherData, otherLog) = Directories(root, "late");

        Assert.EndsWith("choose an older backup", BackupExtraction.Extract(backup, new(new(backup.Manifest.FuzzyEnd.Value - 1), null), data, log).Problem, StringComparison.Ordinal);
        Assert.EndsWith("use an earlier cut, or latest", BackupExtraction.Extract(backup, new(new(0x7_0000_0000), null), otherData, otherLog).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_not_extracted()
    {
        using var root = new TemporaryDirectory();
        var backup = GivenBackup.In(root);
        var (data, log) = Directories(root);
        File.AppendAllText($"{backup.Path}/{backup.Manifest.Files[0].Name}", "x");

        var result = BackupExtraction.Extract(backup, BackupCut.Latest, data, log);

        Assert.StartsWith($"cannot use {backup.Manifest.Files[0].Name}: it has ", result.Problem, StringComparison.Ordinal);
    }

    private static (string Data, string Log) Directories(TemporaryDirectory root, string name = "volume") =>
        (Directory.CreateDirectory(root.At($"{name}/data/version-2")).FullName, Directory.CreateDirectory(root.At($"{name}/log/version-2")).FullName);
}
