using Xunit;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Core.Tests.Supervision;

public sealed class ChildExitTests
{
    private const int CoreDumped = 0x80;

    [Fact]
    public void Every_exit_code_is_read_from_the_status()
    {
        for (var code = 0; code <= 255; code++) Assert.Equal(new ChildExit(code, null), ChildExit.FromWaitStatus(code << 8));
    }

    [Fact]
    public void Every_signal_is_read_from_the_status_with_and_without_a_core()
    {
        for (var signal = 1; signal <= 64; signal++)
        {
            Assert.Equal(new ChildExit(128 + signal, signal), ChildExit.FromWaitStatus(signal));
            Assert.Equal(new ChildExit(128 + signal, signal), ChildExit.FromWaitStatus(signal | CoreDumped));
        }
    }

    [Fact]
    public void A_shell_that_says_137_was_not_itself_killed() =>
        Assert.Null(ChildExit.FromWaitStatus(137 << 8).Signal);

    [Fact]
    public void It_is_said_in_words()
    {
        Assert.Equal("code 3", ChildExit.Exited(3).ToString());
        Assert.Equal("signal 15 (code 143)", ChildExit.Killed(15).ToString());
    }

    [Theory]
    [InlineData(9, "SIGKILL")]
    [InlineData(11, "SIGSEGV")]
    [InlineData(15, "SIGTERM")]
    [InlineData(64, "signal 64")]
    public void Signals_have_their_names(int signal, string name) => Assert.Equal(name, SignalNames.Of(signal));
}
