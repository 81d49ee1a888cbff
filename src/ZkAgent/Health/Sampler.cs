using Microsoft.Extensions.Logging;
using Polly;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Departure;
using ZkAgent.Core.Health;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;
using ZkAgent.Host;
using ZkAgent.Hosting;
using ZkAgent.Protocol;
using ZkAgent.Resilience;

namespace ZkAgent.Health;

/// <summary>Looks at ZooKeeper for everybody: probes, scrapes and the log share each look.</summary>
internal sealed class Sampler : ISupportingService
{
    public string Name => "sampler";

    /// <summary>Until when a look must be over. A kubelet that waits its default second for a probe has given up by then; a slow answer is still told from none.</summary>
    public static readonly TimeSpan SampleDeadline = TimeSpan.FromSeconds(2);

    private readonly SampledServer _server;
    private readonly ServerSampler _looker;
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
        _looker = new ServerSampler(new FourLetterClient(_time), _time);
        _shared = Pipelines.SharedSample(_time);
        (_metrics, _log) = (metrics, log);
        _health = HealthModel.Next(null, Observe(null));
    }

    /// <summary>The health as last seen, however old.</summary>
    public HealthSnapshot Current => Volatile.Read(ref _health);

    /// <summary>The clock that looks are dated by.</summary>
    public DateTimeOffset Now => _time.Now;

    /// <summary>The same clock for whoever dates things that are compared with looks.</summary>
    public TimeProvider Time => _time;

    /// <summary>Health by a look that is at most so old; takes one, or shares the one being taken, where the last is older.</summary>
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

    /// <summary>The same, but whoever asks waits only so long; then the last look has to do, and the new one goes on without them.</summary>
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

    /// <summary>What the supervisor or a drain changed makes the last look an old one, whatever its age: readiness goes off at once.</summary>
    private bool IsCurrent(HealthInput seen, TimeSpan maxAge) =>
        _time.Now - seen.At <= maxAge
        && (seen.Sample is not null || seen.Process.Phase != ProcessPhase.Running)
        && ReferenceEquals(seen.Process, _server.Process()) && seen.Draining == _server.Draining();

    private async Task<HealthSnapshot> TakeAsync()
    {
        try
        {
            var sample = _server.Process().Phase == ProcessPhase.Running
                ? _server.Judge(await _looker.SampleAsync(_server.Host, _server.Port, Current.State == HealthState.Serving, SampleDeadline, CancellationToken.None).ConfigureAwait(false))
                : null;
            if (sample is not null && _server.RecogniseLeader is { } recognise) sample = recognise(sample);
            lock (_lock)
            {
                var previous = _health;
                _health = HealthModel.Next(previous, Observe(sample));
                var before = _elections;
                _elections = before.After(_health);
                if (_elections.Count > before.Count) _metrics.Seen();
                // The guard tells itself what it waits for.
                if (_health.State != previous.State && _health.State != HealthState.HeldBack) Log(_health);
                return _health;
            }
        }
        finally
        {
            // Whatever happens, the next one who asks must not be handed this look.
            lock (_lock) _running = null;
        }
    }

    private HealthInput Observe(Sample? sample) => new(_time.Now, _server.Process(), _server.Standalone, _server.Draining(), sample) { LeaderReady = _server.LeaderReady };

    private void Log(HealthSnapshot health)
    {
        var level = health.State is HealthState.Unresponsive or HealthState.Unknown or HealthState.Ended ? LogLevel.Warning : LogLevel.Information;
        _log.Log(level, "{State}: {Sentence}", health.State.Word(), health.Sentence);
    }
}
