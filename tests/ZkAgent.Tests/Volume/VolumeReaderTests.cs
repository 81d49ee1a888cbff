using CsCheck;
using Xunit;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Volume;
using ZkAgent.Tests.Fakes;
using ZkAgent.Volume;

namespace ZkAgent.Tests.Volume;

/// <summary>Volumes that real ZooKeepers wrote, and what is said of them once they are spoilt.</summary>
public sealed class VolumeReaderTests
{
    public static TheoryData<string, string> Cases =>
        [.. from version in Recorded.Versions from damage in DamageCases.All select new TheoryDataRow<string, string>(version, damage.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_kind_of_damage_is_told_for_what_it_is(string version, string name)
    {
        using var root = new TemporaryDirectory();
        var damage = DamageCases.All.Single(c => c.Name == name);
        damage.Spoil(Recorded.CopyInto(root, version));

        var state = VolumeJudgement.OfFiles(VolumeReader.Read(root.Path, root.Path, JuteBuffer.DefaultLimit), standalone: false);

        var inTheWay = state.Data == MemberData.Empty && state.InTheWay.Count > 0 ? $"; in the way: {string.Join(", ", state.InTheWay)}" : "";
        Assert.StartsWith(damage.Verdict, state.Words + inTheWay, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Recorded.VersionData), MemberType = typeof(Recorded))]
    public void An_intact_volume_is_read_with_its_last_transaction(string version)
    {
        using var root = new TemporaryDirectory();
        Recorded.CopyInto(root, version);

        var facts = VolumeReader.Read(root.Path, root.Path, JuteBuffer.DefaultLimit);

        var state = VolumeJudgement.OfFiles(facts, standalone: false);
        Assert.Equal((MemberData.Data, "has data up to 0x300000007", 0), (state.Data, state.Words, state.InTheWay.Count));
        Assert.Equal([SnapshotCheck.Whole, SnapshotCheck.Sealed, SnapshotCheck.Sealed], facts.Snapshots.Select(s => s.Check));
        Assert.Equal([LogCheck.Unread, LogCheck.Sound, LogCheck.Sound], facts.Logs.Select(l => l.Check));
        Assert.Equal((0x300000001, 0x300000007), (facts.Logs[2].First, facts.Logs[2].Last));
    }

    [Fact]
    public void Logs_in_a_directory_of_their_own_next_to_the_data_or_within_it_are_read()
    {
        foreach (var log in new[] { "log", "data/log" })
        {
            using var root = new TemporaryDirectory();
            Recorded.CopyInto(root, "3.9.3", "data");
            Directory.CreateDirectory(root.At($"{log}/version-2"));
            foreach (var name in RecordedVolume.Logs) File.Move(root.At($"data/version-2/{name}"), root.At($"{log}/version-2/{name}"));

            var facts = VolumeReader.Read(root.At("data"), root.At(log), JuteBuffer.DefaultLimit);

            Assert.Equal("has data up to 0x300000007", VolumeJudgement.OfFiles(facts, standalone: false).Words);
        }
    }

    [Fact]
    public void Files_that_a_change_of_directories_left_behind_are_named()
    {
        using var root = new TemporaryDirectory();
        Recorded.CopyInto(root, "3.9.3", "data");

        var state = VolumeJudgement.OfFiles(VolumeReader.Read(root.At("data"), root.At("log"), JuteBuffer.DefaultLimit), standalone: false);

        Assert.Equal(MemberData.Damaged, state.Data);
        Assert.Contains(root.At("data/version-2/log.100000001"), state.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_volume_without_directories_is_empty()
    {
        using var root = new TemporaryDirectory();

        var state = VolumeJudgement.OfFiles(VolumeReader.Read(root.At("data"), root.At("log"), JuteBuffer.DefaultLimit), standalone: false);

        Assert.Equal((MemberData.Empty, 0), (state.Data, state.InTheWay.Count));
    }

    [Theory]
    [InlineData("snapshot.5.gz", new byte[] { 0x1f, 0x8b, 8, 0 }, SnapshotCheck.Sealed)]
    [InlineData("snapshot.5.gz", new byte[] { 0x1f }, SnapshotCheck.Unsealed)]
    [InlineData("snapshot.5.snappy", new byte[] { 0x82, 83, 78, 65, 80, 80, 89, 0, 0 }, SnapshotCheck.Sealed)]
    [InlineData("snapshot.5.snappy", new byte[] { 0x82, 83, 78, 65, 80, 80, 89 }, SnapshotCheck.Unsealed)]
    public void A_compressed_snapshot_is_judged_by_its_beginning_as_ZooKeeper_does(string name, byte[] bytes, SnapshotCheck check)
    {
        using var root = new TemporaryDirectory();
        root.Write("version-2/" + name, "");
        File.WriteAllBytes(root.At("version-2/" + name), bytes);

        Assert.Equal(check, Assert.Single(VolumeReader.Read(root.Path, root.Path, JuteBuffer.DefaultLimit).Snapshots).Check);
    }

    [Fact]
    public void Whatever_bytes_there_are_it_gives_a_verdict()
    {
        var hit = Gen.Select(Gen.Int[0, 99], Gen.Bool, Gen.Int[0, int.MaxValue]);
        Gen.Select(Gen.OneOf([.. Recorded.Versions]), hit.Array[1, 3], Gen.Bool).Sample((version, hits, standalone) =>
        {
            using var root = new TemporaryDirectory();
            var volume = Recorded.CopyInto(root, version);
            var names = Directory.GetFiles(root.At("version-2")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal).ToArray();
            foreach (var (file, flips, at) in hits)
            {
                var name = names[file % names.Length];
                var bytes = volume.Read(name);
                if (bytes.Length > 0 && flips) volume.Flip(name, at % Math.Min(bytes.Length, 2000));
                else volume.Truncate(name, at % (bytes.Length + 1));
            }

            var state = VolumeJudgement.OfFiles(VolumeReader.Read(root.Path, root.Path, JuteBuffer.DefaultLimit), standalone);

            return state.Data switch
            {
                MemberData.Data => state.Words.StartsWith("has data up to 0x", StringComparison.Ordinal),
                MemberData.Damaged => state.Words.Length > "is damaged: ".Length,
                _ => true,
            };
        }, iter: 500);
    }

    [Fact]
    public void A_preallocated_log_and_a_large_snapshot_cost_no_memory()
    {
        using var root = new TemporaryDirectory();
        Recorded.CopyInto(root, "3.9.3");
        using (var log = new FileStream(root.At($"version-2/{RecordedVolume.Log3}"), FileMode.Open)) log.SetLength(64 << 20);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var facts = VolumeReader.Read(root.Path, root.Path, JuteBuffer.DefaultLimit);

        Assert.Equal(LogCheck.Sound, facts.Logs[2].Check);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }
}
