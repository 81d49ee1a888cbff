using Xunit;
using ZkAgent.Core.Health;

namespace ZkAgent.Core.Tests.Health;

public sealed class QuorumPortTests
{
    private const string Head = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";

    /// <summary>Recorded in the containers of a leader and a follower of ZooKeeper 3.9.3.</summary>
    private static readonly string[] Leader =
    [
        Head,
        "   0: 00000000:0F30 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 9377380 1 000000000ac902f4 100 0 0 10 0",
        "   1: 00000000:0B48 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 9376493 1 00000000c5cc4892 100 0 0 10 0",
        "  31: 0480A8C0:0B48 0380A8C0:9966 01 00000000:00000000 00:00000000 00000000  1000        0 9376496 1 0000000043ca02c9 20 4 30 32 -1",
        "  34: 0480A8C0:0B48 0280A8C0:E722 01 00000000:00000000 00:00000000 00000000  1000        0 9376494 1 0000000051eac7f8 20 4 30 32 -1",
    ];

    private static readonly string[] Follower =
    [
        Head,
        "   1: 00000000:0885 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 9376465 1 000000000ea27d31 100 0 0 10 0",
        "   6: 0280A8C0:E722 0480A8C0:0B48 01 00000000:00000000 00:00000000 00000000  1000        0 9376495 1 00000000547299d4 20 5 31 30 -1",
    ];

    [Fact]
    public void A_leader_listens_and_its_members_are_counted_by_address()
    {
        Assert.Equal(new QuorumPort(true, 2), QuorumPort.Read(Leader, 2888));
        Assert.Equal(new QuorumPort(true, 2), QuorumPort.Read([.. Leader, Leader[^1].Replace("E722", "E723", StringComparison.Ordinal)], 2888));
    }

    [Fact]
    public void A_follower_does_not_listen_there() => Assert.Equal(default, QuorumPort.Read(Follower, 2888));

    [Fact]
    public void A_connection_that_is_closing_does_not_count() =>
        Assert.Equal(1, QuorumPort.Read(Leader.Select(l => l.Replace("E722 01", "E722 06", StringComparison.Ordinal)), 2888).Connected);

    [Fact]
    public void A_table_of_ipv6_is_read_as_well() => Assert.Equal(new QuorumPort(true, 1), QuorumPort.Read(
    [
        "   0: 00000000000000000000000000000000:0B48 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000 1000 0 1",
        "   1: 0000000000000000FFFF00000480A8C0:0B48 0000000000000000FFFF00000380A8C0:9966 01 00000000:00000000 00:00000000 00000000 1000 0 2",
    ], 2888));

    [Theory]
    [InlineData("")]
    [InlineData("1: a b")]
    [InlineData("1: :0B48 nothing 01 x")]
    public void What_is_no_such_table_says_nothing(string line) => Assert.False(QuorumPort.Read([line], 2888).Listens);
}
