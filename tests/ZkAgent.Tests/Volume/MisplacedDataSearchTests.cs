using Xunit;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;
using ZkAgent.Tests.Fakes;
using ZkAgent.Volume;

namespace ZkAgent.Tests.Volume;

/// <summary>The search for data near the data directories, on a real disk.</summary>
public sealed class MisplacedDataSearchTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("vol", "vol", "vol/data/version-2/snapshot.1", "vol/data/version-2")]
    [InlineData("vol", "vol", "vol/a/b/version-2/log.1", "vol/a/b/version-2")]
    [InlineData("vol/data", "vol/data", "vol/version-2/snapshot.1", "vol/version-2")]
    [InlineData("vol/data", "vol/log", "vol/log/log/version-2/log.1", "vol/log/log/version-2")]
    [InlineData("vol", "vol", "vol/data/myid", "vol/data/myid")]
    [InlineData("vol/data", "vol/data", "vol/zkagent.identity", "vol/zkagent.identity")]
    // The data directory is set to the inside of the right one.
    [InlineData("vol/version-2", "vol/version-2", "vol/version-2/snapshot.1", "vol/version-2")]
    public void It_looks_one_level_above_and_two_below(string data, string log, string file, string sign)
    {
        _root.Write(file, "1\n");
        Assert.Equal(_root.At(sign), Assert.Single(Find(data, log)).Sign);
    }

    [Fact]
    public void It_looks_into_the_directories_of_other_images_where_a_claim_may_be_mounted()
    {
        _root.Write("data/version-2/snapshot.1", "");
        _root.Write("datalog/version-2/log.1", "");
        var found = MisplacedDataSearch.Find(_root.At("own/a/data"), _root.At("own/a/log"), [(_root.At("data"), _root.At("datalog")), (_root.At("data"), _root.At("data"))]);
        Assert.Equal([(_root.At("data/version-2"), true, false), (_root.At("datalog/version-2"), false, true)], found.Select(f => (f.Sign, f.Snapshots, f.Logs)));
        Assert.Empty(MisplacedDataSearch.Find(_root.At("data"), _root.At("datalog"), [(_root.At("data"), _root.At("datalog"))]));
    }

    [Fact]
    public void The_directories_of_the_images_are_those_of_their_names() =>
        Assert.Equal([("/bitnami/zookeeper/data", "/bitnami/zookeeper/data"), ("/data", "/datalog"), ("/data", "/data")], Core.Families.ImageFamily.DataDirectories);

    [Theory]
    // Three levels below, in a sibling directory, two levels above.
    [InlineData("vol", "vol", "vol/a/b/c/version-2/log.1")]
    [InlineData("vol/data", "vol/data", "vol/other/version-2/snapshot.1")]
    [InlineData("vol/a/data", "vol/a/data", "vol/version-2/snapshot.1")]
    // What the agent put aside, and what is ZooKeeper's own.
    [InlineData("vol", "vol", "vol/quarantine-20261121T073000Z/version-2/snapshot.1")]
    [InlineData("vol", "vol", "vol/a/backup-1/version-2/snapshot.1")]
    [InlineData("vol", "vol", "vol/version-2/version-2/snapshot.1")]
    // No data.
    [InlineData("vol", "vol", "vol/data/version-2/currentEpoch")]
    [InlineData("vol", "vol", "vol/data/snapshot.1")]
    [InlineData("vol", "vol", "vol/data/version-2/snapshot.tmp")]
    public void It_finds_nothing_else(string data, string log, string file)
    {
        _root.Write(file, "1\n");
        Assert.Empty(Find(data, log));
    }

    [Theory]
    [InlineData("vol/data", "vol/log")]
    [InlineData("vol", "vol/log")]
    [InlineData("vol/data", "vol")]
    [InlineData("vol", "vol/a/log")]
    public void What_is_in_one_of_the_two_directories_is_no_misplacement_of_the_other(string data, string log)
    {
        foreach (var directory in new[] { data, log })
        {
            _root.Write($"{directory}/zkagent.identity", "x");
            _root.Write($"{directory}/myid", "1\n");
        }
        _root.Write($"{data}/version-2/snapshot.1", "");
        _root.Write($"{log}/version-2/log.1", "");
        Assert.Empty(Find(data, log));
    }

    [Fact]
    public void A_link_to_one_of_the_directories_is_that_directory()
    {
        _root.Write("vol/data/version-2/snapshot.1", "");
        Directory.CreateSymbolicLink(_root.At("vol/data/current"), _root.At("vol/data"));
        Directory.CreateSymbolicLink(_root.At("link"), _root.At("vol"));
        Assert.Empty(Find("link/data", "link/data"));
    }

    [Fact]
    public void A_myid_that_is_only_a_link_as_Debians_package_has_it_is_no_sign()
    {
        Directory.CreateDirectory(_root.At("zookeeper/data"));
        Directory.CreateDirectory(_root.At("zookeeper/version-2"));
        File.CreateSymbolicLink(_root.At("zookeeper/myid"), "/etc/zookeeper/conf/myid");
        Assert.Empty(Find("zookeeper/data", "zookeeper/data"));
    }

    [Fact]
    public void Snapshots_and_logs_in_two_places_are_told_apart()
    {
        _root.Write("vol/data/version-2/snapshot.1", "");
        _root.Write("vol/log/version-2/log.1", "");
        Assert.Equal([("data", true, false), ("log", false, true)], Find("vol", "vol").Select(f => (Path.GetFileName(f.Directory), f.Snapshots, f.Logs)).Order());
    }

    [Fact]
    public void A_volume_one_directory_off_is_not_taken_for_an_empty_one()
    {
        using var volume = new GivenVolume();
        Directory.CreateDirectory(volume.Root.At("data/data"));
        volume.HoldsData();
        Directory.Move(volume.Root.At("data/version-2"), volume.Root.At("data/data/version-2"));

        var own = volume.Watch.Read();
        Assert.Equal(MemberData.Misplaced, own.Data);
        Assert.Contains($"ZK_DATA_DIR={volume.Root.At("data/data")}", own.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warning_is_for_those_who_miss_something()
    {
        _root.Write("vol/data/version-2/snapshot.100000005", "");
        _root.Write("vol/data/version-2/log.1", "");
        Assert.Contains($"ZK_DATA_DIR={_root.At("vol/data")} and ZK_DATA_LOG_DIR={_root.At("vol/data")} would use it", Warning("vol", "vol"), StringComparison.Ordinal);
        // A plain ZooKeeper that was started there once has left an empty database.
        _root.Write("vol/version-2/snapshot.0", "");
        Assert.NotNull(Warning("vol", "vol"));
        Assert.Null(Warning("vol/data", "vol/data"));
        Assert.Null(Warning("nowhere", "nowhere"));
    }

    private IReadOnlyList<MisplacedData> Find(string data, string log)
    {
        Directory.CreateDirectory(_root.At(data));
        Directory.CreateDirectory(_root.At(log));
        return MisplacedDataSearch.Find(_root.At(data), _root.At(log));
    }

    private string? Warning(string data, string log) => MisplacedDataSearch.Warning(
        new DirectorySettings { Data = _root.At(data), DataLog = _root.At(log), Log = "", Configuration = "", Run = "" });
}
