using Polly;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Settings;
using ZkAgent.Resilience;

namespace ZkAgent.Metrics;

/// <summary>Looks at the disk for every scrape that comes, at most once in a while, and never makes one wait for long: a volume in the network may hang.</summary>
internal sealed class DiskWatch(DirectorySettings directories, TimeProvider time)
{
    /// <summary>How old a look may be that is told: disks fill in minutes.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    /// <summary>How old a look may be while the next one hangs. What is older is no longer told.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly ResiliencePipeline _shared = Pipelines.SharedLook(time);
    private readonly Lock _lock = new();
    private DiskFigures? _last;
    private long _lastLook;
    private LogGrowth? _growth;
    private Task? _running;

    /// <summary>The disk as of a look of the last seconds; null where there is none.</summary>
    public async Task<DiskFigures?> LookAsync()
    {
        Task running;
        lock (_lock)
        {
            if (_last is { } last && time.GetElapsedTime(_lastLook) <= Fresh) return last;
            running = _running ??= Task.Run(Take);
        }

        await _shared.TryAsync(Patience, AwaitAsync, CancellationToken.None).ConfigureAwait(false);
        lock (_lock) return _last is { } last && time.GetElapsedTime(_lastLook) <= Stale ? last : null;

        async Task<Task> AwaitAsync(CancellationToken over)
        {
            await running.WaitAsync(over).ConfigureAwait(false);
            return running;
        }
    }

    private void Take()
    {
        try
        {
            var look = DiskLook.Take(directories, _growth, time.GetUtcNow());
            lock (_lock) ((_last, _growth), _lastLook) = (look, time.GetTimestamp());
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            // Nothing to tell; the next scrape looks again.
        }
        finally
        {
            lock (_lock) _running = null;
        }
    }
}
