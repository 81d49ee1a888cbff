using System.Text;
using Xunit;
using ZkAgent.Core.DataTree;

namespace ZkAgent.Core.Tests.DataTree;

public sealed class TreeReplayTests
{
    public static TheoryData<string> Versions => [.. RecordedTree.Versions];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_digest_that_ZooKeeper_wrote_is_reproduced_from_every_snapshot(string version)
    {
        var snapshots = RecordedTree.Snapshots(version);
        Assert.True(snapshots.Count >= 3);
        foreach (var (path, zxid) in snapshots)
        {
            using var replay = RecordedTree.Replay(version, path, zxid);

            Assert.Null(replay.Mismatch);
            Assert.Equal(replay.Compared, replay.Equal);
            Assert.True(replay.Compared > 150, $"{path}: {replay.Compared} digests");
            Assert.Equal(0, replay.OfUnknownVersion);
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_snapshot_leads_to_the_same_tree(string version)
    {
        var ends = RecordedTree.Snapshots(version).Select(s =>
        {
            using var replay = RecordedTree.Replay(version, s.Path, s.Zxid);
            return (replay.Last, replay.Tree.Digest, replay.Tree.Nodes, replay.Tree.Ephemerals, replay.Tree.Sessions);
        }).Distinct();

        Assert.Single(ends);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void The_tree_has_what_was_written(string version)
    {
        var (path, zxid) = RecordedTree.Snapshots(version)[0];
        using var replay = RecordedTree.Replay(version, path, zxid);

        Assert.Equal(1, Find("/plain")?.Version);
        Assert.Equal(1, Find("/plain/two")?.Aversion);
        Assert.NotNull(Find("/ümläut-日本-"));
        Assert.Equal(1, Find("/m1")?.Version);
        Assert.NotNull(Find("/m1/b"));
        Assert.Null(Find("/m2"));
        Assert.Null(Find("/never"));
        Assert.Equal(NodeStat.ContainerOwner, Find("/container")?.Owner);
        Assert.Null(Find("/gone"));
        Assert.Equal(3600000, Find("/ttl")?.Owner & ~NodeStat.TtlMask);
        Assert.False(Find("/ttl")?.IsEphemeral);
        Assert.Null(Find("/eph-0"));
        Assert.NotNull(Find("/zookeeper/quota/plain/zookeeper_limits"));
        Assert.NotNull(Find("/"));

        NodeStat? Find(string name) => replay.Tree.Find(Encoding.UTF8.GetBytes(name));
    }

    [Theory]
    [InlineData("3.8.0", true)]
    [InlineData("3.9.3", false)]
    public void Java_17_without_a_locale_takes_letters_beyond_ASCII_for_question_marks(string version, bool isOther)
    {
        var (path, zxid) = RecordedTree.Snapshots(version)[0];
        using var replay = RecordedTree.Replay(version, path, zxid);

        Assert.Equal(isOther, replay.OfOtherCharset > 0);
    }

    [Fact]
    public void A_transaction_that_is_left_out_is_found()
    {
        var version = RecordedTree.Versions[^1];
        var (path, zxid) = RecordedTree.Snapshots(version)[0];
        using var replay = new TreeReplay(seed: 7);
        using (var file = File.OpenRead(path)) replay.Load(file, zxid);
        using var logFile = File.OpenRead(RecordedTree.Logs(version)[0].Path);
        var log = new LogReader(logFile);
        log.ReadHeader();
        // The fifth one creates a znode.
        for (var number = 0; log.Next(out _, out var entry); number++)
            if (number != 5) replay.Apply(log.Header, entry);

        Assert.StartsWith("cannot reproduce the tree: after 0x100000", replay.Mismatch, StringComparison.Ordinal);
        Assert.True(replay.Equal < replay.Compared);
    }
}
