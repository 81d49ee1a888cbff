using ZkAgent.Core.Metrics;
using ZkAgent.Core.Settings;

namespace ZkAgent.Volume;

/// <summary>Looks at the disk for every scrape that comes, at most once in a while, and never makes one wait for long: a volume in the network may hang.</summary>
internal sealed class DiskWatch
{
    /// <summary>How old a look may be that is told: disks fill in minutes.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    /// <summary>How old a look may be while the next one hangs. What is older is no longer told.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(1);

    private readonly SharedReading<DiskFigures?> _reading;
    private LogGrowth? _growth;

    public DiskWatch(DirectorySettings directories, VolumeThread thread, TimeProvider time) => _reading = new(thread, () =>
    {
        try
        {
            (var figures, _growth) = DiskUsage.Take(directories, _growth, time.GetUtcNow(), thread.Answered);
            return figures;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            // Nothing to tell; a later scrape looks again.
            return null;
        }
    }, time);

    /// <summary>The disk as of a look of the last seconds; null where there is none.</summary>
    public async Task<DiskFigures?> SampleAsync()
    {
        if (_reading.Known is { Value: { } known, Age: var age } && age <= Fresh) return known;
        var asked = await _reading.AskAsync().ConfigureAwait(false);
        return asked is { Age: var old } && (old is null || old <= Stale) ? asked.Value : null;
    }
}
