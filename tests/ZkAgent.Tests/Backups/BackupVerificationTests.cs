using Xunit;
using ZkAgent.Backups;
using ZkAgent.Core.Backups;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Backups;

public sealed class BackupVerificationTests
{
    [Theory]
    [InlineData(Compression.None)]
    [InlineData(Compression.Zstd)]
    public void A_backup_of_real_data_is_good_with_every_digest_equal(string compression)
    {
        using var root = new TemporaryDirectory();
        var backup = GivenBackup.In(root, compression);

        var report = BackupVerification.Verify(backup, VerifiedLevel.Full, TestContext.Current.CancellationToken);

        Assert.Empty(report.Problems);
        Assert.Empty(report.Notes);
        Assert.True(report.DigestsCompared > 500);
        Assert.Equal(report.DigestsCompared, report.DigestsEqual);
        Assert.Equal(1, report.Segments);
        Assert.Equal(backup.Manifest.FuzzyEnd, report.From);
        Assert.True(report.To.Value > backup.Manifest.Last.Value);
        Assert.True(report.Nodes > 300);
    }

    [Fact]
    public void The_result_is_in_the_manifest_and_a_quick_one_takes_nothing_back()
    {
        using var root = new TemporaryDirectory();
        var backup = GivenBackup.In(root);
        var full = BackupVerification.Record(backup, BackupVerification.Verify(backup, VerifiedLevel.Full, TestContext.Current.CancellationToken), DateTimeOffset.UnixEpoch);
        Assert.Equal(VerifiedLevel.Full, BackupStore.Load(backup.Path).Manifest.Verified);

        var quick = BackupVerification.Record(full, BackupVerification.Verify(full, VerifiedLevel.Quick, TestContext.Current.CancellationToken), DateTimeOffset.UnixEpoch);

        Assert.Equal(VerifiedLevel.Full, quick.Manifest.Verified);
        Assert.Equal(DateTimeOffset.UnixEpoch, BackupStore.Load(backup.Path).Manifest.VerifiedAt);
    }

    [Theory]
    [InlineData(VerifiedLevel.Quick)]
    [InlineData(VerifiedLevel.Full)]
    public void Every_changed_bit_and_every_other_length_of_a_file_is_found(VerifiedLevel level)
    {
        using var root = new TemporaryDirectory();
        var backup = GivenBackup.In(root);
        var random = new Random(17);
        string[] files = [.. Directory.EnumerateFiles(backup.Path, "*.zst"), .. Directory.EnumerateFiles($"{Path.GetDirectoryName(backup.Path)}/log")];
        foreach (var path in files)
        {
            var whole = File.ReadAllBytes(path);
            for (var turn = 0; turn < 40; turn++)
            {
                var bytes = whole.ToArray();
                var bit = random.Next(bytes.Length * 8);
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                File.WriteAllBytes(path, bytes);
                Assert.False(BackupVerification.Verify(backup, level, TestContext.Current.CancellationToken).IsGood, $"{path}: bit {bit} was changed");
            }
            foreach (var bytes in new[] { whole[..^1], whole[..(whole.Length / 2)], [], [.. whole, 0] })
            {
                File.WriteAllBytes(path, bytes);
                Assert.False(BackupVerification.Verify(backup, level, TestContext.Current.CancellationToken).IsGood, $"{path}: {bytes.Length} of {whole.Length} bytes");
            }
            File.Delete(path);
            // Without a segment that was never promised the backup itself is whole.
            Assert.Equal(!path.StartsWith(backup.Path, StringComparison.Ordinal), BackupVerification.Verify(backup, level, TestContext.Current.CancellationToken).IsGood);
            File.WriteAllBytes(path, whole);
        }
        Assert.True(BackupVerification.Verify(backup, level, TestContext.Current.CancellationToken).IsGood);
    }

    [Fact]
    public void A_record_that_is_changed_with_its_checksums_is_found_by_the_tree_alone()
    {
        using var root = new TemporaryDirectory();
        var backup = GivenBackup.In(root, Compression.None);
        var last = backup.Manifest.Files[^1];
        var (bytes, changed) = Rewritten.WithOtherData(File.ReadAllBytes($"{backup.Path}/{last.Name}"));
        File.WriteAllBytes($"{backup.Path}/{last.Name}", bytes);
        var forged = backup with { Manifest = backup.Manifest with { Files = [.. backup.Manifest.Files.SkipLast(1), last with { Bytes = bytes.Length, Sha256 = Rewritten.Sha256(bytes) }] } };

        Assert.True(BackupVerification.Verify(forged, VerifiedLevel.Quick, TestContext.Current.CancellationToken).IsGood);
        var problem = Assert.Single(BackupVerification.Verify(forged, VerifiedLevel.Full, TestContext.Current.CancellationToken).Problems, p => p.StartsWith("cannot reproduce the tree: after", StringComparison.Ordinal));
        Assert.Contains(changed.ToString(), problem, StringComparison.Ordinal);
        Assert.EndsWith("the data of zk-0 may be damaged, too", problem, StringComparison.Ordinal);
    }
}
