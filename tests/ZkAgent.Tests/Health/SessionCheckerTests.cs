using Xunit;
using ZkAgent.Core.Supervision;
using ZkAgent.Health;
using ZkAgent.Tests.Fakes;
using static ZkAgent.Tests.Fakes.ScriptedZooKeeper;

namespace ZkAgent.Tests.Health;

public sealed class SessionCheckerTests : IAsyncDisposable
{
    /// <summary>What the scripted server takes for a word is the length of a ConnectRequest.</summary>
    private const string Connect = "\0\0\0-";

    private readonly ObservedTime _time = new();
    private readonly ScriptedZooKeeper _zooKeeper = new() { Script = Serving(null) };
    private readonly RememberedLog<SessionChecker> _log = new();

    public ValueTask DisposeAsync() => _zooKeeper.DisposeAsync();

    [Fact]
    public async Task It_checks_once_a_minute_and_only_what_serves()
    {
        var process = new SupervisionSnapshot(ProcessPhase.Running, default, 100, 0, null, "ZooKeeper runs");
        var server = new SampledServer("127.0.0.1", _zooKeeper.Port, Standalone: false, () => process, () => null);
        var sampler = new Sampler(server, new ElectionMetrics(new()), new(_time), _log);
        var checker = new SessionChecker(server, sampler, _log);
        using var stopping = new CancellationTokenSource();
        var running = checker.RunAsync(stopping.Token);
        await _time.UntilTimerAsync(SessionChecker.Timeout);
        Assert.Null(checker.Last);
        Assert.DoesNotContain(Connect, _zooKeeper.Words);

        _zooKeeper.Script = word => word == Connect ? Resets() : Serving("follower")(word);
        await sampler.SampleAsync(TimeSpan.Zero);
        _time.Advance(SessionChecker.Timeout);
        await _time.UntilTimerAsync(SessionChecker.Pause);
        Assert.Equal("cannot open a session: connection reset before the end of the answer", checker.Last!.Problem);

        _time.Advance(SessionChecker.Pause);
        await _time.UntilTimerAsync(SessionChecker.Pause);
        Assert.Equal(2, _zooKeeper.Words.Count(word => word == Connect));
        Assert.Equal(["session check: cannot open a session: connection reset before the end of the answer"], _log.Lines.Where(line => line.StartsWith("session", StringComparison.Ordinal)));
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }
}
