using Xunit;
using ZkAgent.Tests.Fakes;
using ZkAgent.Volume;

namespace ZkAgent.Tests.Volume;

/// <summary>The volume's thread and the readings that share it, before a layer that blocks until the test lets it go.</summary>
public sealed class VolumeThreadTests : IDisposable
{
    private readonly ObservedTime _time = new();
    private readonly ManualResetEventSlim _answers = new();
    private readonly VolumeThread _thread;
    private int _reads;

    public VolumeThreadTests() => _thread = new(_time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _answers.Set();
        _answers.Dispose();
    }

    [Fact]
    public async Task A_hundred_questions_to_a_volume_that_hangs_cost_one_reading_and_each_is_answered_with_the_age_of_what_was_known()
    {
        var reading = new SharedReading<int>(_thread, Read, _time);
        _answers.Set();
        Assert.Equal(new Reading<int>(1, null), await reading.AskAsync());

        _answers.Reset();
        var hung = reading.AskAsync();
        await BeganAsync(2);
        _time.Advance(TimeSpan.FromSeconds(12));
        Assert.Equal(new Reading<int>(1, TimeSpan.FromSeconds(12)), await hung);
        for (var i = 0; i < 10; i++)
        {
            var asked = Enumerable.Range(0, 10).Select(_ => reading.AskAsync()).ToList();
            await _time.UntilTimerAsync(SharedReading<int>.Deadline);
            while (!Task.WhenAll(asked).IsCompleted) _time.Advance(SharedReading<int>.Deadline);
            foreach (var answer in asked) Assert.Equal(1, (await answer)!.Value);
        }
        Assert.Equal(2, Volatile.Read(ref _reads));

        // All hundred wait for one more reading, and for no more than that.
        _answers.Set();
        await _thread.RunAsync(() => true, Cancellation);
        Assert.Equal(3, Volatile.Read(ref _reads));
    }

    [Fact]
    public async Task A_question_is_never_answered_as_if_new_by_a_reading_that_began_before_it()
    {
        var reading = new SharedReading<int>(_thread, Read, _time);
        var first = reading.AskAsync();
        await BeganAsync(1);
        var second = reading.AskAsync();
        _answers.Set();
        Assert.Equal((1, 2), ((await first)!.Value, (await second)!.Value));
    }

    [Fact]
    public async Task Nothing_is_told_of_a_volume_that_never_answered()
    {
        var asked = new SharedReading<int>(_thread, Read, _time).AskAsync();
        await BeganAsync(1);
        while (!asked.IsCompleted) _time.Advance(SharedReading<int>.Deadline);
        Assert.Null(await asked);
    }

    [Fact]
    public async Task A_silence_lasts_from_the_last_sign_and_ends_with_the_answer()
    {
        Assert.Null(_thread.WaitingFor);
        var hung = _thread.RunAsync(Read, Cancellation);
        await BeganAsync(1);
        _time.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(TimeSpan.FromSeconds(7), _thread.WaitingFor);
        _thread.Answered();
        Assert.Equal(TimeSpan.Zero, _thread.WaitingFor);
        _answers.Set();
        await hung;
        await Poll.UntilAsync(() => _thread.WaitingFor is null, TimeSpan.FromSeconds(30), () => "the thread rests");
    }

    [Fact]
    public async Task Who_gives_up_waits_no_longer_and_work_that_had_not_begun_is_left_undone()
    {
        using var stop = new CancellationTokenSource();
        var hung = _thread.RunAsync(Read, stop.Token);
        await BeganAsync(1);
        var done = false;
        var next = _thread.RunAsync(() => done = true, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hung);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);

        _answers.Set();
        await _thread.RunAsync(() => true, Cancellation);
        Assert.False(done);
    }

    [Fact]
    public async Task What_work_throws_reaches_who_asked_and_the_thread_goes_on()
    {
        await Assert.ThrowsAsync<IOException>(() => _thread.RunAsync<bool>(() => throw new IOException("no disk"), Cancellation));
        await _thread.RunAsync(() => true, Cancellation);
    }

    private int Read()
    {
        var number = Interlocked.Increment(ref _reads);
        _answers.Wait();
        return number;
    }

    private Task BeganAsync(int reads) => Poll.UntilAsync(() => Volatile.Read(ref _reads) == reads, TimeSpan.FromSeconds(30), () => $"{_reads} readings");
}
