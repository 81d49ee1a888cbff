using Xunit;
using ZkAgent.Core.DataTree;

namespace ZkAgent.Core.Tests.DataTree;

public sealed class ZxidChainTests
{
    [Theory]
    [InlineData(0x100000005, 0x100000006)]
    [InlineData(0x100000005, 0x200000001)]
    [InlineData(0x100000005, 0x700000001)]
    [InlineData(0, 1)]
    public void The_next_number_and_the_first_of_a_later_epoch_follow(long last, long next) => Assert.Null(new ZxidChain(last).Follow(next));

    [Theory]
    [InlineData(0x100000005, 0x100000007)]
    [InlineData(0x100000005, 0x200000002)]
    public void Anything_else_is_a_gap(long last, long next) =>
        Assert.EndsWith("are missing", new ZxidChain(last).Follow(next), StringComparison.Ordinal);

    [Theory]
    [InlineData(0x100000005, 0x100000005)]
    [InlineData(0x200000001, 0x100000005)]
    public void A_number_that_was_there_does_not_follow(long last, long next) =>
        Assert.Contains("comes after", new ZxidChain(last).Follow(next), StringComparison.Ordinal);
}
