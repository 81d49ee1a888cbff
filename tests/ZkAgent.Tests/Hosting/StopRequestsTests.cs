using Xunit;
using ZkAgent.Hosting;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Hosting;

public sealed class StopRequestsTests : IDisposable
{
    private readonly ObservedTime _time = new();
    private readonly StopRequests _stop;

    public StopRequestsTests() => _stop = new(_time);

    public void Dispose() => _stop.Dispose();

    [Fact]
    public void The_grace_period_begins_with_the_first_of_drain_and_stop_and_follows_no_wall_clock()
    {
        Assert.Null(_stop.GraceElapsed);
        Assert.True(_stop.BeginGrace());
        _time.Advance(TimeSpan.FromSeconds(4));
        _time.SetWallClock(TimeSpan.FromDays(1));
        Assert.True(_stop.Ask("SIGTERM"));
        _time.SetWallClock(TimeSpan.FromDays(-7));
        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(TimeSpan.FromSeconds(7), _stop.GraceElapsed);
        Assert.False(_stop.BeginGrace());
    }

    [Fact]
    public void A_grace_period_that_a_stop_followed_is_not_taken_back()
    {
        _stop.BeginGrace();
        Assert.True(_stop.EndGrace());
        Assert.Equal((null, null), (_stop.GraceElapsed, _stop.Draining));

        _stop.Ask("SIGTERM");
        Assert.False(_stop.EndGrace());
        Assert.NotNull(_stop.GraceElapsed);
    }

    [Fact]
    public void The_first_request_counts()
    {
        Assert.True(_stop.Ask("SIGINT"));
        Assert.False(_stop.Ask("SIGTERM"));
        Assert.Equal("SIGINT", _stop.First?.By);
        Assert.Equal("leaving, asked by SIGINT", _stop.Draining);
        Assert.True(_stop.Token.IsCancellationRequested);
    }
}
