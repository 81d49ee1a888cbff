using Xunit;
using ZkAgent.Machine;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Machine;

public sealed class MemoryLimitTests : IDisposable
{
    private const string EightGibi = "MemTotal:        8388608 kB\nMemFree:         1234 kB\n";
    private const long Gibi = 1L << 30;

    private readonly TemporaryDirectory _root = new();

    public void Dispose() => _root.Dispose();

    private long? Read(string cgroup, params (string Path, string Text)[] files)
    {
        _root.Write("proc/self/cgroup", cgroup);
        _root.Write("proc/meminfo", EightGibi);
        foreach (var (path, text) in files) _root.Write($"sys/fs/cgroup/{path}", text);
        return new MemoryLimit(_root.Path).Read();
    }

    [Fact]
    public void Version_2_in_a_container_of_its_own_namespace() => Assert.Equal(Gibi, Read("0::/\n", ("memory.max", "1073741824\n")));

    [Fact]
    public void Version_2_seen_with_the_hosts_path() =>
        Assert.Equal(Gibi, Read("0::/kubepods.slice/pod1.slice/cri-x.scope\n", ("memory.max", "1073741824\n")));

    [Theory]
    [InlineData("2147483648", "1073741824", "max")]
    [InlineData("1073741824", "2147483648", "max")]
    [InlineData("max", "3221225472", "1073741824")]
    public void Of_nested_groups_the_smallest_limit_binds(string outer, string middle, string inner) =>
        Assert.Equal(Gibi, Read("0::/a/b\n", ("memory.max", outer), ("a/memory.max", middle), ("a/b/memory.max", inner)));

    [Fact]
    public void Version_1() =>
        Assert.Equal(Gibi, Read("12:cpu,cpuacct:/docker/x\n9:memory:/docker/x\n1:name=systemd:/docker/x\n", ("memory/memory.limit_in_bytes", "1073741824\n")));

    [Fact]
    public void Version_1_of_a_nested_group() =>
        Assert.Equal(Gibi, Read("9:memory:/docker/x\n", ("memory/memory.limit_in_bytes", "9223372036854771712\n"), ("memory/docker/x/memory.limit_in_bytes", "1073741824\n")));

    [Fact]
    public void Both_versions_at_once() =>
        Assert.Equal(Gibi, Read("9:memory:/x\n0::/y\n", ("memory/memory.limit_in_bytes", "2147483648\n"), ("y/memory.max", "1073741824\n")));

    [Theory]
    [InlineData("max\n")]
    [InlineData("8589934592\n")]
    [InlineData("9223372036854771712\n")]
    [InlineData("18446744073709551615\n")]
    [InlineData("0\n")]
    [InlineData("-1\n")]
    [InlineData("garbage")]
    [InlineData("")]
    public void What_does_not_limit_below_the_machines_memory_is_none(string text) => Assert.Null(Read("0::/\n", ("memory.max", text)));

    [Theory]
    [InlineData("")]
    [InlineData("garbage\n:\n::\n")]
    [InlineData("0::/../../..\n")]
    [InlineData("3:cpu:/x\n")]
    public void Without_a_group_there_is_no_limit(string cgroup) => Assert.Null(Read(cgroup));

    [Fact]
    public void Without_any_file_there_is_no_limit() => Assert.Null(new MemoryLimit(_root.At("nothing")).Read());

    [Fact]
    public void Without_the_machines_memory_any_limit_counts()
    {
        _root.Write("proc/self/cgroup", "0::/\n");
        _root.Write("sys/fs/cgroup/memory.max", "1073741824\n");
        Assert.Equal(Gibi, new MemoryLimit(_root.Path).Read());
    }
}
