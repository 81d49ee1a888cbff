using Xunit;
using ZkAgent.Core.DataGuard;

namespace ZkAgent.Core.Tests.DataGuard;

public sealed class VolumeInUseTests
{
    [Fact]
    public void A_volume_in_use_holds_the_start_back_and_names_the_file_the_reason_and_the_way_out()
    {
        var decision = VolumeInUse.Hold("/data/zkagent.lock");

        Assert.Equal(GuardAction.Hold, decision.Action);
        Assert.Equal(
            "held back: another process uses this volume, because it holds the lock of /data/zkagent.lock; two ZooKeepers on one volume lose writes, so this one waits until that process ends. "
            + "A pod that was deleted by force can still run; if there is none, remove the file", decision.Sentence);
    }
}
