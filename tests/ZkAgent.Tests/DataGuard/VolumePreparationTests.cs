using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Settings;
using ZkAgent.DataGuard;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.DataGuard;

public sealed class VolumePreparationTests
{
    [Fact]
    public void A_log_volume_that_is_new_gets_the_stamp_before_anything_is_fetched()
    {
        using var root = new TemporaryDirectory();
        var directories = new DirectorySettings { Data = root.At("data"), DataLog = root.At("log"), Log = root.At("logs"), Configuration = root.At("conf"), Run = root.At("run") };
        Directory.CreateDirectory(directories.Data);
        Directory.CreateDirectory(directories.DataLog);
        var self = new EnsembleServer(new(1), "zk-0.zk-hs", 2888, 3888, ServerRole.Participant, 2181);
        var stamps = new StampFile(directories);
        var stamp = new Stamp(self.Id, "zk-0", EnsembleId.New(Guid.NewGuid()), Served: true, [self.Id]);
        stamps.Write(stamp);
        File.Delete(stamps.LogPath!);

        new VolumePreparation(new Seat(new([self]), self, Standalone: false), directories, stamps, new InitializeMarker(directories), TimeProvider.System, new RememberedLog<VolumePreparation>())
            .Prepare(GuardAction.Join, new(MemberData.Lost, stamp, null, "has lost its data"));

        Assert.Equal(stamp, stamps.ReadLog().Stamp);
        Assert.False(File.Exists(root.At("log/initialize")));
    }
}
