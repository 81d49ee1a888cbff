using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Volume;
using ZkAgent.Tests.Fakes;
using ZkAgent.Volume;

namespace ZkAgent.Tests.Volume;

/// <summary>A volume on a real disk, with the guard's tools to inspect and prepare it.</summary>
internal sealed class GivenVolume : IDisposable
{
    public GivenVolume(bool logApart = false)
    {
        Directories = new()
        {
            Data = Root.At("data"), DataLog = Root.At(logApart ? "log" : "data"), Log = Root.At("logs"), Configuration = Root.At("conf"), Run = Root.At("run"),
        };
        Directory.CreateDirectory(Directories.Data);
        Directory.CreateDirectory(Directories.DataLog);
        VolumeIdentities = new(Directories);
        Thread = new(Time);
        Answering = new(Directories, Thread);
        Watch = new(Directories, VolumeIdentities, standalone: false, "", Thread, Time);
        Marker = new(Directories);
        Lock = new(Directories);
        Preparation = new(new(LocalMember), Directories, VolumeIdentities, Marker, Time, Log, image: new(3, 9, 3));
    }

    public static LocalMember LocalMember { get; } = LocalMemberOf(1);

    public TemporaryDirectory Root { get; } = new();
    public DirectorySettings Directories { get; }
    public ObservedTime Time { get; } = new();
    public RememberedLog<GivenVolume> Log { get; } = new();
    public VolumeIdentityFile VolumeIdentities { get; }
    public VolumeThread Thread { get; }
    public VolumeResponse Answering { get; }
    public VolumeInspector Watch { get; }
    public InitializeMarker Marker { get; }
    public VolumePreparation Preparation { get; }
    public VolumeLock Lock { get; }

    public static VolumeIdentity VolumeIdentity(bool served) => new(new(1), "zk-0", null, served, [new(1), new(2), new(3)])
    {
        Rule = served ? Core.Ensemble.QuorumRule.Majority([new(1), new(2), new(3)]) : null,
    };

    /// <summary>Data of a real ZooKeeper: snapshots and logs, which lie together in what was recorded.</summary>
    public void HoldsData() => Recorded.CopyInto(Root, "3.9.3", "data");

    /// <summary>The same with the logs where they belong once dataLogDir is a directory of its own.</summary>
    public void HoldsDataApart()
    {
        HoldsData();
        Directory.CreateDirectory(Root.At("log/version-2"));
        foreach (var name in RecordedVolume.Logs) File.Move(Root.At($"data/version-2/{name}"), Root.At($"log/version-2/{name}"));
    }

    /// <summary>A log in which no ZooKeeper could read.</summary>
    public void IsDamaged()
    {
        Root.Write("data/version-2/log.f00000001", "this does not begin as a transaction log");
    }

    public void IsWiped() => Directory.Delete(Root.At("data/version-2"), recursive: true);

    public void Dispose()
    {
        Lock.Dispose();
        Root.Dispose();
    }

    private static LocalMember LocalMemberOf(int self)
    {
        var all = Enumerable.Range(1, 3).Select(i => new EnsembleServer(new(i), $"zk-{i - 1}.zk-hs", 2888, 3888, ServerRole.Participant, 2181)).ToList();
        return new(new(all), all[self - 1], Standalone: false);
    }
}
