using Xunit;
using ZkAgent.Supervision;

namespace ZkAgent.Tests.Supervision;

public sealed class OomKillsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("zkagent-cgroup-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Version_2_is_read_in_our_own_group()
    {
        Add("proc/self/cgroup", "0::/kubepods/pod1/c1\n");
        Add("sys/fs/cgroup/kubepods/pod1/c1/memory.events", "low 0\nhigh 0\nmax 12\noom 4\noom_kill 3\noom_group_kill 1\n");
        Add("sys/fs/cgroup/memory.events", "oom_kill 9\n");

        Assert.Equal(3, Count());
    }

    [Fact]
    public void Version_1_is_read_by_its_memory_controller()
    {
        Add("proc/self/cgroup", "12:cpu,cpuacct:/c1\n9:memory:/c1\n0::/\n");
        Add("sys/fs/cgroup/memory/c1/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n");

        Assert.Equal(2, Count());
    }

    [Fact]
    public void Where_the_path_is_the_hosts_the_mounts_root_is_our_group()
    {
        Add("proc/self/cgroup", "0::/kubepods/pod1/c1\n");
        Add("sys/fs/cgroup/memory.events", "oom_kill 5\n");

        Assert.Equal(5, Count());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense\n")]
    [InlineData("0::/\n")]
    public void A_kernel_that_does_not_tell_is_no_count(string? groups)
    {
        if (groups is not null) Add("proc/self/cgroup", groups);

        Assert.Null(Count());
    }

    [Fact]
    public void A_file_without_the_line_is_no_count()
    {
        Add("proc/self/cgroup", "0::/\n");
        Add("sys/fs/cgroup/memory.events", "oom 1\noom_kill x\noom_kill_disable 0\n");

        Assert.Null(Count());
    }

    private long? Count() => new OomKills(_root).Count();

    private void Add(string path, string text)
    {
        var file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
