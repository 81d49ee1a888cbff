using Xunit;
using ZkAgent.Core.Backups;

namespace ZkAgent.Core.Tests.Backups;

public sealed class VerificationRoomTests
{
    private const long Mebibyte = 1 << 20;

    [Fact]
    public void A_full_verification_needs_room_for_its_tree_and_the_heap()
    {
        Assert.Null(VerificationRoom.WhyQuick(1_000_000, 1024 * Mebibyte, 650 * Mebibyte));
        Assert.StartsWith("the verification is a quick one: a full one of 3000000 znodes needs about 435 MiB, and 374 MiB", VerificationRoom.WhyQuick(3_000_000, 1024 * Mebibyte, 650 * Mebibyte), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_limit_it_is_full() => Assert.Null(VerificationRoom.WhyQuick(100_000_000, null, 0));
}
