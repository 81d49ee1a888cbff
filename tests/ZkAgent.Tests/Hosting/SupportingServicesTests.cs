using Microsoft.Extensions.Time.Testing;
using Xunit;
using ZkAgent.Hosting;
using ZkAgent.Tests.Fakes;

namespace ZkAgent.Tests.Hosting;

public sealed class SupportingServicesTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();
    private readonly RememberedLog<SupportingServices> _log = new();

    [Fact]
    public async Task A_service_that_fails_is_started_again_with_growing_delays_and_counted()
    {
        var starts = new List<DateTimeOffset>();
        using var services = Services(new Scripted("watch", _ =>
        {
            starts.Add(_time.GetUtcNow());
            return starts.Count <= 3 ? throw new InvalidOperationException("the answer has no end.") : Task.Delay(Timeout.Infinite, _);
        }));
        await services.StartedAsync(TestContext.Current.CancellationToken);
        await UntilAsync(() => services.States[0].Failures == 1);
        Assert.Equal("the service watch failed: the answer has no end; it starts again in 1 s, ZooKeeper runs on", services.States[0].Sentence);
        Assert.False(services.States[0].Check.Pass);

        await UntilAsync(() => services.States[0] is { Failures: 3, Running: true }, advance: true);
        Assert.Equal("runs again after 3 failures, the last: the answer has no end", services.States[0].Sentence);
        Assert.True(services.States[0].Check.Pass);
        Assert.Equal(4, starts.Count);
        Assert.True(starts[3] - starts[2] >= starts[1] - starts[0], "the delays grow");
        // The same problem again is counted, not logged again.
        Assert.Single(_log.Lines);
        await services.StoppingAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task One_that_fails_at_once_holds_no_other_up()
    {
        var other = new Scripted("other", Forever);
        using var services = Services(new Scripted("broken", _ => throw new InvalidOperationException("broken")), other);
        await services.StartedAsync(TestContext.Current.CancellationToken);
        await UntilAsync(() => services.States is [{ Failures: 1 }, { Running: true, Failures: 0 }]);
        await services.StoppingAsync(TestContext.Current.CancellationToken);
        Assert.True(other.Stopped);
    }

    [Fact]
    public async Task A_service_whose_work_is_done_is_not_started_again()
    {
        using var services = Services(new Scripted("once", _ => Task.CompletedTask));
        await services.StartedAsync(TestContext.Current.CancellationToken);
        await UntilAsync(() => services.States[0].Sentence == "has done its work");
        Assert.True(services.States[0].Check.Pass);
        await services.StoppingAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Stopping_ends_those_that_run_and_those_that_wait_to_be_started_again()
    {
        var running = new Scripted("running", Forever);
        using var services = Services(running, new Scripted("waiting", _ => throw new InvalidOperationException("broken")));
        await services.StartedAsync(TestContext.Current.CancellationToken);
        await UntilAsync(() => services.States is [{ Running: true }, { Failures: 1, Running: false }]);
        await services.StoppingAsync(TestContext.Current.CancellationToken).WaitAsync(Deadline, TestContext.Current.CancellationToken);
        Assert.True(running.Stopped);
    }

    private SupportingServices Services(params ISupportingService[] services) => new(services, _time, _log);

    private Task UntilAsync(Func<bool> reached, bool advance = false) => Poll.UntilAsync(
        () =>
        {
            if (advance) _time.Advance(TimeSpan.FromMilliseconds(250));
            return reached();
        }, Deadline, () => string.Join('\n', _log.Lines));

    private static Task Forever(CancellationToken stopping) => Task.Delay(Timeout.Infinite, stopping);

    private sealed class Scripted(string name, Func<CancellationToken, Task> work) : ISupportingService
    {
        public string Name => name;

        public bool Stopped { get; private set; }

        public async Task RunAsync(CancellationToken stopping)
        {
            try
            {
                await work(stopping);
            }
            finally
            {
                Stopped = stopping.IsCancellationRequested;
            }
        }
    }
}
