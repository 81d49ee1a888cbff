using Xunit;
using ZkAgent.Core.Health;

namespace ZkAgent.Core.Tests.Health;

public sealed class VolumeTimeoutTests
{
    [Theory]
    [InlineData("/data", 12.0, "cannot read dataDir /data: no answer for 12 s")]
    [InlineData("/log", 12.0, "cannot read dataDir /data or dataLogDir /log: no answer for 12 s")]
    [InlineData("/data", 4.9, null)]
    [InlineData("/data", null, null)]
    public void It_is_told_after_five_seconds_with_the_directories(string log, double? seconds, string? sentence) =>
        Assert.Equal(sentence, VolumeTimeout.Sentence("/data", log, seconds is { } s ? TimeSpan.FromSeconds(s) : null));

    [Fact]
    public void The_check_fails_with_the_sentence()
    {
        Assert.Equal(ProbeCheck.Passed("volume", "answers"), VolumeTimeout.Check(null));
        Assert.Equal(ProbeCheck.Failed("volume", "cannot read it"), VolumeTimeout.Check("cannot read it"));
    }
}
