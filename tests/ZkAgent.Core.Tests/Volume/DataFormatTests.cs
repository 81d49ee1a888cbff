using System.Text;
using Xunit;
using ZkAgent.Core.Volume;

namespace ZkAgent.Core.Tests.Volume;

public sealed class DataFormatTests
{
    [Theory]
    [InlineData("snapshot.0", 0L)]
    [InlineData("snapshot.10000000a", 0x10000000aL)]
    [InlineData("snapshot.10000000A.gz", 0x10000000aL)]
    [InlineData("snapshot.5.tmp", 5L)]
    [InlineData("snapshot", null)]
    [InlineData("snapshot.", null)]
    [InlineData("snapshot.xyz", null)]
    [InlineData("snapshot.ffffffffffffffff", null)]
    [InlineData("my.snapshot.5", null)]
    [InlineData("log.5", null)]
    public void A_name_tells_the_zxid_as_it_does_to_ZooKeeper(string name, long? zxid) => Assert.Equal(zxid, DataFileName.Zxid(name, DataFileName.SnapshotPrefix));

    [Fact]
    public void The_checksum_is_that_of_the_specification_however_the_bytes_arrive()
    {
        var bytes = Encoding.ASCII.GetBytes("Wikipedia");
        Adler32 once = new(), piecemeal = new(), many = new();
        once.Add(bytes);
        foreach (var b in bytes) piecemeal.Add([b]);
        many.Add(Enumerable.Repeat((byte)0xff, 1_000_000).ToArray());

        Assert.Equal(0x11e60398u, once.Value);
        Assert.Equal(once.Value, piecemeal.Value);
        Assert.Equal(Slowly(1_000_000), many.Value);
        Assert.Equal(1u, new Adler32().Value);
    }

    [Theory]
    [InlineData("", 2097150)]
    [InlineData("-Xmx1g -Djute.maxbuffer=4194304", 8388608)]
    [InlineData("-Djute.maxbuffer=1 -Djute.maxbuffer=0x400000", 8388608)]
    [InlineData("-Djute.maxbuffer=4M", 2097150)]
    [InlineData("-Djute.maxbuffer=2147483647", int.MaxValue)]
    public void The_longest_entry_follows_from_the_flag(string flags, int limit) => Assert.Equal(limit, JuteBuffer.Limit(flags));

    private static uint Slowly(int count)
    {
        ulong low = 1, high = 0;
        for (var i = 0; i < count; i++)
        {
            low = (low + 0xff) % 65521;
            high = (high + low) % 65521;
        }
        return (uint)((high << 16) | low);
    }
}
