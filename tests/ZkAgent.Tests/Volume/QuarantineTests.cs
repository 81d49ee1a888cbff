using Xunit;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Volume;
using ZkAgent.Tests.Fakes;
using ZkAgent.Volume;

namespace ZkAgent.Tests.Volume;

public sealed class QuarantineTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 7, 30, 0, TimeSpan.Zero);

    [Fact]
    public void All_of_a_damaged_volume_is_moved_and_nothing_of_it_lost()
    {
        using var root = Volume();

        var said = Quarantine.Execute(QuarantinePlan.Everything(root.At("data"), root.At("log"), Now));

        Assert.Equal(MemberData.Empty, Judge(root).Data);
        Assert.Contains("data/quarantine-20261121T073000Z/version-2/snapshot.200000007", root.Content);
        Assert.Contains("log/quarantine-20261121T073000Z/version-2/log.300000001", root.Content);
        Assert.Contains("data/myid", root.Content);
        Assert.StartsWith($"moved {root.At("data/version-2")} to ", said, StringComparison.Ordinal);
        Assert.Equal([new QuarantineMark(Now, QuarantineKind.Damage)], Facts(root).Quarantines);
    }

    [Fact]
    public void A_move_that_was_killed_anywhere_is_seen_and_brought_to_its_end()
    {
        foreach (var made in Enumerable.Range(0, 4))
        {
            using var root = Volume();
            var plan = QuarantinePlan.Everything(root.At("data"), root.At("log"), Now);
            Quarantine.Execute(plan with { Moves = [.. plan.Moves.Take(made)] });
            // Killed after the directory was made and before anything was in it.
            if (made == 0) Directory.CreateDirectory(Path.GetDirectoryName(plan.Moves[0].To)!);

            var unfinished = QuarantineMark.Unfinished(Facts(root).Quarantines);
            Assert.Equal(made < plan.Moves.Count, unfinished is not null);
            // No half of it may pass for data.
            if (made is 1) Assert.Equal(MemberData.Damaged, Judge(root).Data);
            if (unfinished is { } mark) Quarantine.Execute(QuarantinePlan.Everything(root.At("data"), root.At("log"), mark.Moved));

            Assert.Equal(MemberData.Empty, Judge(root).Data);
            Assert.Equal([new QuarantineMark(Now, QuarantineKind.Damage)], Facts(root).Quarantines);
            Assert.Equal(8, root.Content.Count(p => p.Contains("quarantine-20261121T073000Z/version-2/", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Leftovers_alone_are_moved_and_do_not_count_as_damage()
    {
        using var root = new TemporaryDirectory();
        root.Write("data/version-2/currentEpoch", "-1");
        root.Write("data/version-2/acceptedEpoch", "0");
        root.Write("log/version-2/log.1", "");

        Quarantine.Execute(QuarantinePlan.Leftovers(root.At("data"), root.At("log"), Judge(root).InTheWay, Now));

        Assert.Equal((MemberData.Empty, 0), (Judge(root).Data, Judge(root).InTheWay.Count));
        Assert.Contains("data/quarantine-20261121T073000Z-leftovers/version-2/currentEpoch", root.Content);
        Assert.Contains("log/quarantine-20261121T073000Z-leftovers/version-2/log.1", root.Content);
        Assert.Equal(QuarantineKind.Leftovers, Assert.Single(Facts(root).Quarantines).Kind);
    }

    [Fact]
    public void What_is_in_quarantine_is_never_written_over()
    {
        using var root = new TemporaryDirectory();
        root.Write("version-2/currentEpoch", "-1");
        root.Write("quarantine-20261121T073000Z-leftovers/version-2/currentEpoch", "7");

        Assert.Throws<IOException>(() => Quarantine.Execute(QuarantinePlan.Leftovers(root.Path, root.Path, ["currentEpoch"], Now)));

        Assert.Equal("7", File.ReadAllText(root.At("quarantine-20261121T073000Z-leftovers/version-2/currentEpoch")));
    }

    private static TemporaryDirectory Volume()
    {
        var root = new TemporaryDirectory();
        Recorded.CopyInto(root, "3.9.3", "data");
        root.Write("data/myid", "1\n");
        Directory.CreateDirectory(root.At("log/version-2"));
        foreach (var name in RecordedVolume.Logs) File.Move(root.At($"data/version-2/{name}"), root.At($"log/version-2/{name}"));
        return root;
    }

    private static VolumeFacts Facts(TemporaryDirectory root) => VolumeReader.Read(root.At("data"), root.At("log"), JuteBuffer.DefaultLimit);

    private static LocalVolume Judge(TemporaryDirectory root) => VolumeJudgement.OfFiles(Facts(root), standalone: false);
}
