using ZkAgent.Core.Health;
using ZkAgent.Core.Protocol;

namespace ZkAgent.Core.Status;

/// <summary>A member's figures in one interval.</summary>
/// <param name="Second">When the interval began, in seconds since 1970; a multiple of <see cref="SampleHistory.Interval"/>.</param>
/// <param name="ReadMilliseconds">The mean latency of its reads; NaN where there were none.</param>
/// <param name="WriteMilliseconds">The mean latency of its writes; NaN where there were none.</param>
/// <param name="Outstanding">The most outstanding requests that a sample showed; -1 where it is not known.</param>
public readonly record struct HistoryPoint(long Second, float ReadMilliseconds, float WriteMilliseconds, int Outstanding);

/// <summary>Latency and outstanding requests of the last hour: 9 KiB of fixed arrays, filled by samples that are taken anyway.</summary>
/// <remarks>ZooKeeper's averages count since its start. The difference of two sums is the mean of what came between them.</remarks>
public sealed class SampleHistory
{
    /// <summary>In seconds: the pace at which a member that is well is sampled.</summary>
    public const int Interval = 10;

    /// <summary>An hour.</summary>
    public const int Capacity = 3600 / Interval;

    private readonly Lock _lock = new();
    private readonly HistoryPoint[] _points = new HistoryPoint[Capacity];
    private int _first, _count;
    private RequestSums? _last;

    /// <summary>Takes a sample; several in one interval become one point.</summary>
    public void Add(HealthSnapshot health)
    {
        if (health.Seen.Sample?.Report is not { } report) return;
        var second = health.Seen.At.ToUnixTimeSeconds() / Interval * Interval;
        var outstanding = report.Outstanding is { } number and >= 0 ? (int)Math.Min(number, int.MaxValue) : -1;
        lock (_lock)
        {
            if (_count > 0)
            {
                ref var last = ref _points[(_first + _count - 1) % Capacity];
                if (last.Second >= second)
                {
                    if (outstanding > last.Outstanding) last = last with { Outstanding = outstanding };
                    return;
                }
            }
            var sums = RequestSums.Of(report.Mntr);
            var (read, write) = sums is { } now && _last is { } before ? now.MeanSince(before) : (float.NaN, float.NaN);
            _last = sums;
            if (_count == Capacity) _first = (_first + 1) % Capacity;
            else _count++;
            _points[(_first + _count - 1) % Capacity] = new(second, read, write, outstanding);
        }
    }

    /// <summary>The points since a moment, oldest first.</summary>
    public IReadOnlyList<HistoryPoint> Since(DateTimeOffset moment)
    {
        lock (_lock) return [.. Enumerable.Range(0, _count).Select(i => _points[(_first + i) % Capacity]).Where(p => p.Second > moment.ToUnixTimeSeconds() - Interval)];
    }
}

/// <summary>How many requests there were since ZooKeeper's start, and how long they took together (mntr of 3.6 and later).</summary>
internal readonly record struct RequestSums(double ReadCount, double ReadSum, double WriteCount, double WriteSum)
{
    /// <summary>Null where the text does not have them.</summary>
    public static RequestSums? Of(string mntr)
    {
        double? readCount = null, readSum = null, writeCount = null, writeSum = null;
        var reader = new MntrReader(mntr);
        while (reader.Read())
        {
            switch (reader.Name)
            {
                case MntrKeys.ReadLatencyCount: readCount = ReportValues.Number(reader.Value); break;
                case MntrKeys.ReadLatencySum: readSum = ReportValues.Number(reader.Value); break;
                case MntrKeys.UpdateLatencyCount: writeCount = ReportValues.Number(reader.Value); break;
                case MntrKeys.UpdateLatencySum: writeSum = ReportValues.Number(reader.Value); break;
                default: break;
            }
        }
        return readCount is { } rc && readSum is { } rs && writeCount is { } wc && writeSum is { } ws ? new(rc, rs, wc, ws) : null;
    }

    /// <summary>The means of what came since; NaN where nothing came, or ZooKeeper was started again.</summary>
    public (float Read, float Write) MeanSince(RequestSums before) =>
        (Mean(ReadCount - before.ReadCount, ReadSum - before.ReadSum), Mean(WriteCount - before.WriteCount, WriteSum - before.WriteSum));

    private static float Mean(double count, double sum) => count > 0 && sum >= 0 ? (float)(sum / count) : float.NaN;
}
