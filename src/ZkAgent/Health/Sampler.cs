using Microsoft.Extensions.Logging;
using Polly;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Departure;
using ZkAgent.Core.Health;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;
using ZkAgent.Hosting;
using ZkAgent.Machine;
using ZkAgent.Protocol;
using ZkAgent.Resilience;

namespace ZkAgent.Health;

/// <summary>Samples ZooKeeper: probes, scrapes and the log share each sample.</summary>
internal sealed class Sampler : ISupportingService
{
    public string Name => "sampler";

    /// <summary>The limit of a sample. It is longer than the second that the kubelet gives a probe by default, so that a slow answer still differs from none.</summary>
    public static readonly TimeSpan SampleDeadline = TimeSpan.FromSeconds(2);

    private readonly SampledServer _server;
    private readonly ServerSampler _sampler;
    private readonly SteadyTime _time;
    private readonly ResiliencePipeline _shared;
    private readonly ElectionMetrics _metrics;
    private readonly ILogger _log;
    private readonly Lock _lock = new();
    private HealthSnapshot _health;
    private Task<HealthSnapshot>? _running;
    private ElectionsSeen _elections = ElectionsSeen.None;

    public Sampler(SampledServer server, ElectionMetrics metrics, SteadyTime time, ILogger log)
    {
        _server = server;
        _time = time;
        _sampler = new ServerSampler(new FourLetterClient(_time), _time);
        _shared = Pipelines.SharedSample(_time);
        (_metrics, _log) = (metrics, log);
        _health = HealthModel.Next(null, Observe(null));
    }

    /// <summary>The health of the last sample, however old.</summary>
    public HealthSnapshot Current => Volatile.Read(ref _health);

    /// <summary>The clock that dates the samples.</summary>
    public DateTimeOffset Now => _time.Now;

    /// <summary>The same clock, to date events that are compared with samples.</summary>
    public TimeProvider Time => _time;

    /// <summary>The health from a sample no older than the given age. If the last one is older, takes a new one or shares the one in progress.</summary>
    public Task<HealthSnapshot> SampleAsync(TimeSpan maxAge)
    {
        lock (_lock)
        {
            if (_running is not null) return _running;
            if (IsCurrent(_health.Seen, maxAge)) return Task.FromResult(_health);
            // Task.Run: the first bytes of an exchange are not to be sent under the lock.
            return _running = Task.Run(TakeAsync);
        }
    }

    /// <summary>The same with a limit on the wait: after it the last sample is returned, and the new one goes on.</summary>
    public async Task<HealthSnapshot> SampleAsync(TimeSpan maxAge, TimeSpan timeout)
    {
        var sample = SampleAsync(maxAge);
        if (sample.IsCompleted) return await sample.ConfigureAwait(false);
        var shared = await _shared.TryAsync(timeout, sample.WaitAsync, CancellationToken.None).ConfigureAwait(false);
        if (shared.IsTimeout()) return Current;
        shared.ThrowIfException();
        return shared.Result!;
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var health = await SampleAsync(SamplingPace.Fast / 2).WaitAsync(stopping).ConfigureAwait(false);
            await Task.Delay(SamplingPace.After(health), _time, stopping).ConfigureAwait(false);
        }
    }

    /// <summary>A change by the supervisor or a drain makes the last sample outdated, whatever its age: readiness ends at once.</summary>
    private bool IsCurrent(HealthInput seen, TimeSpan maxAge) =>
        _time.Now - seen.At <= maxAge
        && (seen.Sample is not null || seen.Process.Phase != ProcessPhase.Running)
        && ReferenceEquals(seen.Process, _server.Process()) && seen.Draining == _server.Draining();

    private async Task<HealthSnapshot> TakeAsync()
    {
        try
        {
            var sample = _server.Process().Phase == ProcessPhase.Running
                ? _server.Judge(await _sampler.SampleAsync(_server.Host, _server.Port, Current.State == HealthState.Serving, SampleDeadline, CancellationToken.None).ConfigureAwait(false))
                : null;
            if (sample is not null && _server.RecogniseLeader is { } recognise) sample = recognise(sample);
            lock (_lock)
            {
                var previous = _health;
                _health = HealthModel.Next(previous, Observe(sample));
                var before = _elections;
                _elections = before.After(_health);
                if (_elections.Count > before.Count) _metrics.Seen();
                _server.Sampled?.Invoke(_health);
                // The guard logs itself what it waits for.
                if (_health.State != previous.State && _health.State != HealthState.HeldBack) Log(_health);
                return _health;
            }
        }
        finally
        {
            // Whatever happens, the next caller must not get this sample.
            lock (_lock) _running = null;
        }
    }

    private HealthInput Observe(Sample? sample) => new(_time.Now, _server.Process(), _server.Standalone, _server.Draining(), sample) { LeaderReady = _server.LeaderReady, QuorumTrouble = _server.QuorumTrouble() };

    private void Log(HealthSnapshot health)
    {
        var level = health.State is HealthState.Unresponsive or HealthState.Unknown or HealthState.Ended ? LogLevel.Warning : LogLevel.Information;
        _log.Log(level, "{State}: {Sentence}", health.State.Word(), health.Sentence);
    }
}
