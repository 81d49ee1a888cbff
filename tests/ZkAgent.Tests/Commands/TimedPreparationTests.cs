using Xunit;
using ZkAgent.Commands;
using ZkAgent.Composition;
using ZkAgent.Hosting;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Commands;

/// <summary>The preparation of a run whose volume does not answer.</summary>
public sealed class TimedPreparationTests : IDisposable
{
    private readonly ObservedTime _time = new();
    private readonly RememberedLog<TimedPreparation> _log = new();
    private readonly ManualResetEventSlim _answers = new();
    private readonly TemporaryDirectory _directory = new();
    private readonly StopRequests _stop;

    public TimedPreparationTests() => _stop = new(_time);

    public void Dispose()
    {
        _answers.Set();
        _answers.Dispose();
        _stop.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task One_that_ends_is_handed_on() => Assert.Equal((null, 78), await Preparation(_ => (null, 78)).RunAsync());

    [Fact]
    public async Task One_that_hangs_ends_the_agent_with_the_reason_after_a_minute()
    {
        var running = Preparation(Hang).RunAsync();
        await _time.UntilTimerAsync(TimedPreparation.Limit);
        await Poll.UntilAsync(() => _log.Lines.Count == 1, TimeSpan.FromSeconds(30), () => "the preparation has begun");
        _time.Advance(TimedPreparation.Limit);
        Assert.Equal((null, 65), await running);
        Assert.Equal("cannot make the volumes ready (ZK_DATA_DIR, ZK_DATA_LOG_DIR, ZK_CONF_DIR): no answer for 1 min; see the storage that they come from", _log.Lines[^1]);
        Assert.Equal(_log.Lines[^1], await File.ReadAllTextAsync(_directory.At("last-words"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_stop_ends_one_that_hangs_within_a_second()
    {
        var running = Preparation(Hang).RunAsync();
        _stop.Ask("SIGTERM");
        await _time.UntilTimerAsync(TimedPreparation.AfterStop);
        _time.Advance(TimedPreparation.AfterStop);
        Assert.Equal((null, 0), await running);
        Assert.Equal("Stopped, asked by SIGTERM, while a volume did not answer: exiting with code 0.", _log.Lines[^1]);
    }

    private TimedPreparation Preparation(Func<Action<TerminationLog>, (RunPlan?, int)> prepare) => new(prepare, _stop, _time, _log);

    private (RunPlan?, int) Hang(Action<TerminationLog> settled)
    {
        settled(new(_directory.At("last-words"), TimeProvider.System));
        _log.Log(Microsoft.Extensions.Logging.LogLevel.Information, default, "it has begun", null, (text, _) => text);
        _answers.Wait();
        return (null, 0);
    }
}
