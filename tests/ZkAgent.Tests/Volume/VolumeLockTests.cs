using Xunit;
using ZkAgent.Core.Settings;
using ZkAgent.Tests.Fakes;
using ZkAgent.Volume;

namespace ZkAgent.Tests.Volume;

/// <summary>Locks of one process exclude each other as those of two do: the kernel keeps them by open file.</summary>
public sealed class VolumeLockTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("data", "data")]
    [InlineData("data", "log")]
    public void A_second_one_is_refused_until_the_first_is_released(string data, string log)
    {
        var directories = At(data, log);
        using var first = new VolumeLock(directories);
        using var second = new VolumeLock(directories);

        Assert.Null(first.TryTake());
        Assert.Equal(_root.At("data/zkagent.lock"), second.TryTake());
        first.Dispose();
        Assert.Null(second.TryTake());
    }

    [Fact]
    public void A_log_directory_that_is_in_use_is_refused_too()
    {
        using var other = new VolumeLock(At("another", "log"));
        using var ours = new VolumeLock(At("data", "log"));
        Assert.Null(other.TryTake());

        Assert.Equal(_root.At("log/zkagent.lock"), ours.TryTake());
    }

    [Fact]
    public void Its_own_lock_is_no_obstacle_to_the_next_start()
    {
        using var ours = new VolumeLock(At("data", "log"));

        Assert.Null(ours.TryTake());
        Assert.Null(ours.TryTake());
    }

    [Fact]
    public void A_file_that_was_removed_can_be_locked_again()
    {
        using var first = new VolumeLock(At("data", "data"));
        using var second = new VolumeLock(At("data", "data"));
        Assert.Null(first.TryTake());
        File.Delete(_root.At("data/zkagent.lock"));

        Assert.Null(second.TryTake());
    }

    private DirectorySettings At(string data, string log)
    {
        Directory.CreateDirectory(_root.At(data));
        Directory.CreateDirectory(_root.At(log));
        return new() { Data = _root.At(data), DataLog = _root.At(log), Log = _root.At("logs"), Configuration = _root.At("conf"), Run = _root.At("run") };
    }
}
