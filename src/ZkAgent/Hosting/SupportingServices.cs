using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ZkAgent.Core.Health;
using ZkAgent.Resilience;

namespace ZkAgent.Hosting;

/// <summary>Runs the supporting services. A failed service is logged, counted, shown, and started again with back-off; ZooKeeper runs on.</summary>
/// <remarks>The services start when HTTP answers, and end before HTTP ends.</remarks>
internal sealed class SupportingServices(IEnumerable<ISupportingService> services, TimeProvider time, ILogger log) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ServiceRun[] _runs = [.. services.Select(service => new ServiceRun(service))];
    private Task _all = Task.CompletedTask;

    /// <summary>The current state of each service, in the order of registration.</summary>
    public IReadOnlyList<SupportingServiceState> States => [.. _runs.Select(run => run.State)];

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        // Task.Run: a service that blocks before its first await must not delay the others.
        _all = Task.WhenAll(_runs.Select(run => Task.Run(() => RunAsync(run), CancellationToken.None)));
        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _all.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync(ServiceRun run)
    {
        var pipeline = Pipelines.ServiceRestart(time, (exception, delay) =>
        {
            var before = run.State.LastProblem;
            run.State = run.State.AfterFailure(exception.Message, delay);
            // Only changes are logged; the counter has the rest.
            if (run.State.LastProblem != before) log.LogError(exception, "{Sentence}", run.State.Sentence);
        });
        try
        {
            await pipeline.ExecuteAsync(async stopping =>
            {
                run.State = run.State.Started();
                try
                {
                    await run.Service.RunAsync(stopping).ConfigureAwait(false);
                }
                catch (OperationCanceledException) when (stopping.IsCancellationRequested)
                {
                    // The agent stops.
                }
            }, _stopping.Token).ConfigureAwait(false);
            run.State = run.State.Finished();
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The agent stops while the service waits to be started again.
        }
    }

    private sealed class ServiceRun(ISupportingService service)
    {
        private volatile SupportingServiceState _state = SupportingServiceState.Of(service.Name);

        public ISupportingService Service => service;

        public SupportingServiceState State
        {
            get => _state;
            set => _state = value;
        }
    }
}
