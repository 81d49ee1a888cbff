using ZkAgent.Core.Metrics;
using ZkAgent.Core.Settings;

namespace ZkAgent.Volume;

/// <summary>Samples the disk for scrapes, at most once in an interval. A scrape never waits long, because a network volume may hang.</summary>
internal sealed class DiskWatch
{
    /// <summary>The age up to which a sample is reused: disks fill in minutes.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    /// <summary>The age up to which a sample is shown while the next one hangs.</summary>
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
            // Nothing to show; a later scrape samples again.
            return null;
        }
    }, time);

    /// <summary>The disk from a sample of the last seconds; null if there is none.</summary>
    public async Task<DiskFigures?> SampleAsync()
    {
        if (_reading.Known is { Value: { } known, Age: var age } && age <= Fresh) return known;
        var asked = await _reading.AskAsync().ConfigureAwait(false);
        return asked is { Age: var old } && (old is null || old <= Stale) ? asked.Value : null;
    }
}
