using System.Threading.Channels;
using Xunit;
using ZkAgent.Core.Health;
using ZkAgent.Core.Supervision;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.DataGuard;

/// <summary>A health with only a state, which counts its samples: a loop that takes another sample has ended its round before.</summary>
internal sealed class GivenHealth(ObservedTime time, TimeSpan pause)
{
    private readonly Channel<bool> _looks = Channel.CreateUnbounded<bool>();

    public HealthState State { get; set; }

    /// <summary>What the loop is given.</summary>
    public HealthSnapshot Sample()
    {
        _looks.Writer.TryWrite(true);
        return new(
            State, State.ToString(), DateTimeOffset.UnixEpoch,
            new(DateTimeOffset.UnixEpoch, new SupervisionSnapshot(ProcessPhase.Running, DateTimeOffset.UnixEpoch, 100, 0, null, "ZooKeeper runs"), Standalone: false, Draining: null, Sample: null),
            new ProcessRun(100, 0, Loaded: true, null, 0));
    }

    /// <summary>So many rounds of the loop, to the end of the last one. The loop must go on.</summary>
    public async Task RoundsAsync(int rounds)
    {
        for (var i = 0; i <= rounds; i++)
        {
            time.Advance(pause);
            await _looks.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        }
    }
}
