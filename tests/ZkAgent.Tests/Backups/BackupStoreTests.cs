using Xunit;
using ZkAgent.Backups;
using ZkAgent.Core.Backups;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Backups;

public sealed class BackupStoreTests
{
    [Fact]
    public void Backups_are_found_from_the_directory_of_all_of_one_ensemble_and_of_one_backup()
    {
        using var root = new TemporaryDirectory();
        var backup = GivenBackup.In(root);
        var ensemble = Path.GetDirectoryName(backup.Path)!;

        Assert.Equal(backup.Path, Assert.Single(new BackupStore(root.At("backups")).List()).Path);
        Assert.Equal(backup.Path, new BackupStore(ensemble).Find("latest").Path);
        Assert.Equal(backup.Path, new BackupStore(backup.Path).Find("latest").Path);
        Assert.Equal(backup.Path, new BackupStore(root.At("backups")).Find(backup.Name).Path);
    }

    [Fact]
    public void What_is_half_written_is_never_listed_and_another_backup_of_the_member_leaves_it_alone()
    {
        using var root = new TemporaryDirectory();
        var ensemble = Path.GetDirectoryName(GivenBackup.In(root).Path)!;
        foreach (var member in new[] { "zk-0", "zk-1" }) Directory.CreateDirectory($"{ensemble}/.partial-{member}-20261127T183000Z-1");
        Directory.CreateDirectory($"{ensemble}/20261127T183000Z-2");

        var store = new BackupStore(root.At("backups"));
        Assert.Single(store.List());
        Assert.Contains("it has no manifest, so it was not finished", Assert.Single(store.Problems), StringComparison.Ordinal);

        using var next = new DirectoryTarget(root.At("backups"), new("00112233445566778899aabbccddeeff"), "zk-0", Compression.None);
        next.Begin("20261127T190000Z-3");
        Assert.Equal([".partial-zk-0-20261127T183000Z-1", ".partial-zk-0-20261127T190000Z-3", ".partial-zk-1-20261127T183000Z-1"], Directory.EnumerateDirectories(ensemble, ".partial-*").Select(d => Path.GetFileName(d)).Order());
        next.Dispose();
        Assert.Equal(2, Directory.EnumerateDirectories(ensemble, ".partial-*").Count());
    }

    [Fact]
    public void Only_the_owner_may_read_a_backup()
    {
        using var root = new TemporaryDirectory();
        var backup = GivenBackup.In(root);

        Assert.Equal(BackupLayout.DirectoryMode, File.GetUnixFileMode(backup.Path));
        Assert.All(Directory.EnumerateFiles(backup.Path), file => Assert.Equal(BackupLayout.FileMode, File.GetUnixFileMode(file)));
    }

    [Fact]
    public void A_damaged_manifest_is_named()
    {
        using var root = new TemporaryDirectory();
        var backup = GivenBackup.In(root);
        File.AppendAllText($"{backup.Path}/manifest", "nodes=1\n");

        var damage = Assert.Throws<InvalidDataException>(() => new BackupStore(root.At("backups")).Find("latest"));

        Assert.Contains("its last line does not fit the others", damage.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_takes_the_memory_that_it_needs()
    {
        using var root = new TemporaryDirectory();
        var backup = GivenBackup.In(root);
        _ = BackupStore.Load(backup.Path);
        var before = GC.GetAllocatedBytesForCurrentThread();

        _ = BackupStore.Load(backup.Path);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void A_manifest_that_is_longer_than_any_is_read_and_one_without_an_end_is_not()
    {
        using var root = new TemporaryDirectory();
        var backup = GivenBackup.In(root);
        var many = backup.Manifest with { Files = [.. Enumerable.Range(1, 5000).Select(zxid => new BackupFile($"log.{zxid:x}", zxid, new('0', 64)))] };
        File.WriteAllText($"{backup.Path}/manifest", BackupManifestText.Write(many));
        Assert.Equal(5000, BackupStore.Load(backup.Path).Manifest.Files.Count);

        using (var endless = File.OpenWrite($"{backup.Path}/manifest")) endless.SetLength(3 << 20);
        var damage = Assert.Throws<InvalidDataException>(() => BackupStore.Load(backup.Path));
        Assert.Contains("it has more than 1048576 bytes, so it is no manifest", damage.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_is_read_in_place()
    {
        using var root = new TemporaryDirectory();
        using (var file = File.Create(root.At("one.tar")))
        using (var target = new TarTarget(file, DateTimeOffset.UnixEpoch)) GivenBackup.Write(target);

        var backup = new BackupStore(root.At("one.tar")).Find("latest");
        var report = BackupVerification.Verify(backup, VerifiedLevel.Full, TestContext.Current.CancellationToken);

        Assert.Empty(report.Problems);
        Assert.Equal(report.DigestsCompared, report.DigestsEqual);
        Assert.Equal(0, report.Segments);
    }

    [Fact]
    public void An_archive_that_was_cut_short_is_no_backup()
    {
        using var root = new TemporaryDirectory();
        using (var file = File.Create(root.At("one.tar")))
        using (var target = new TarTarget(file, DateTimeOffset.UnixEpoch)) GivenBackup.Write(target);
        var whole = File.ReadAllBytes(root.At("one.tar"));
        foreach (var length in new[] { 0, 100, 5000, whole.Length / 2, whole.Length - 3000 })
        {
            File.WriteAllBytes(root.At("cut.tar"), whole[..length]);

            var damage = Record.Exception(() => new BackupStore(root.At("cut.tar")).Find("latest"));

            Assert.True(damage is InvalidDataException or IOException, $"{length} bytes: {damage}");
        }
    }
}
