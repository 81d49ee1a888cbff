using Xunit;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Supervision;
using ZkAgent.DataGuard;
using ZkAgent.Tests.Fakes;
using ZkAgent.Tests.Volume;
using ZkAgent.Volume;

namespace ZkAgent.Tests.DataGuard;

/// <summary>The data guard's services before a volume that does not answer: its thread is held by a work that blocks.</summary>
public sealed class HungVolumeTests : IDisposable
{
    private static readonly TimeSpan RealDeadline = TimeSpan.FromSeconds(30);

    private readonly GivenGuard _guard = new();
    private readonly ManualResetEventSlim _answers = new();
    private readonly CancellationTokenSource _stop = new();

    private GivenVolume Volume => _guard.Volume;

    public void Dispose()
    {
        _answers.Set();
        _stop.Dispose();
        _guard.Dispose();
        _answers.Dispose();
    }

    [Fact]
    public async Task The_guard_says_that_the_volume_does_not_answer_and_goes_on_when_it_does()
    {
        Volume.HoldsData();
        var hung = await HangAsync();
        var pass = _guard.Pass();
        await Volume.Time.UntilTimerAsync(VolumeTimeout.Limit);
        Volume.Time.Advance(VolumeTimeout.Limit);
        await Poll.UntilAsync(() => _guard.State.Now.Phase == ProcessPhase.HeldBack, RealDeadline, () => _guard.State.Now.Sentence);
        Assert.Equal($"held back: cannot read dataDir {Volume.Directories.Data}: no answer for 5 s", _guard.State.Now.Sentence);

        _answers.Set();
        await hung;
        Assert.Null(await pass.WaitAsync(RealDeadline, TestContext.Current.CancellationToken));
        Assert.Equal(GuardAction.Start, _guard.Guard.Last!.Value.Action);
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_the_volume_and_nothing_is_written_later()
    {
        var hung = await HangAsync();
        Volume.Root.Write("data/initialize", "");
        var pass = _guard.Guard.PassAsync(_stop.Token);
        await Volume.Time.UntilTimerAsync(VolumeTimeout.Limit);
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pass.WaitAsync(RealDeadline, TestContext.Current.CancellationToken));

        _answers.Set();
        await hung;
        await Volume.Thread.RunAsync(() => true, TestContext.Current.CancellationToken);
        Assert.Contains("data/initialize", Volume.Root.Content);
    }

    [Fact]
    public async Task Peers_are_told_the_age_of_what_was_known_and_nothing_where_nothing_was()
    {
        var told = new MemberVolumes(Volume.Watch, Volume.Marker, Volume.Thread, () => _guard.State.Now, Guid.NewGuid(), Volume.Time);
        var never = await HangAsync();
        Assert.Null((await LateAsync(told.NowAsync())).Volume);
        _answers.Set();
        await never;
        // The question that got no answer in time is still read; it must not see half of what comes now.
        await Volume.Thread.RunAsync(() => true, TestContext.Current.CancellationToken);

        Volume.HoldsData();
        Assert.Null((await told.NowAsync()).Note);
        _answers.Reset();
        await HangAsync();
        var asked = told.NowAsync();
        Volume.Time.Advance(TimeSpan.FromSeconds(12));
        var answer = await LateAsync(asked);
        Assert.Equal(MemberData.Data, answer.Volume!.Data);
        Assert.InRange(answer.Volume.Age!.Value, TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(30));
        Assert.StartsWith("its volume does not answer, and what is told of it is 1", answer.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_watchdog_logs_the_beginning_and_the_end_of_a_silence_once_each()
    {
        var running = new VolumeWatchdog(Volume.VolumeIdentities, Volume.Thread, Volume.Answering.Silence, Volume.Time, Volume.Log).RunAsync(_stop.Token);
        await Volume.Time.UntilTimerAsync(VolumeWatchdog.Pause);
        await HangAsync();
        await TicksUntilAsync(() => Volume.Log.Lines.Count == 1);
        Assert.StartsWith($"cannot read dataDir {Volume.Directories.Data}: no answer for ", Volume.Log.Lines[0], StringComparison.Ordinal);

        _answers.Set();
        await TicksUntilAsync(() => Volume.Log.Lines.Count == 2);
        Assert.Equal("The data volume answers again.", Volume.Log.Lines[1]);
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task The_writer_of_the_identity_can_be_stopped_while_the_volume_hangs()
    {
        var health = new GivenHealth(Volume.Time, TimeSpan.FromMilliseconds(500)) { State = HealthState.Serving };
        var keeping = new VolumeIdentityWriter(new(GivenVolume.LocalMember), health.Sample, _guard.Peers, Volume.VolumeIdentities, Volume.Thread, Volume.Time, Volume.Log).RunAsync(_stop.Token);
        await HangAsync();
        Volume.Time.Advance(TimeSpan.FromMilliseconds(500));
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => keeping.WaitAsync(RealDeadline, TestContext.Current.CancellationToken));
    }

    /// <summary>From now on the volume does not answer, until the test lets it.</summary>
    private async Task<Task> HangAsync()
    {
        var began = new TaskCompletionSource();
        var hung = Volume.Thread.RunAsync(() =>
        {
            began.SetResult();
            _answers.Wait();
            return true;
        }, TestContext.Current.CancellationToken);
        await began.Task;
        return hung;
    }

    /// <summary>Lets the time of a question pass.</summary>
    private async Task<T> LateAsync<T>(Task<T> asked)
    {
        await Poll.UntilAsync(() =>
        {
            if (!asked.IsCompleted) Volume.Time.Advance(TimeSpan.FromMilliseconds(200));
            return asked.IsCompleted;
        }, RealDeadline, () => "the question is answered");
        return await asked;
    }

    private Task TicksUntilAsync(Func<bool> reached) => Poll.UntilAsync(() =>
    {
        if (!reached()) Volume.Time.Advance(VolumeWatchdog.Pause);
        return reached();
    }, RealDeadline, () => string.Join('\n', Volume.Log.Lines));
}
