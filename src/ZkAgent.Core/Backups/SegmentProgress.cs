using System.Globalization;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Backups;

/// <summary>Up to where the log segments of a directory are complete, as the file next to them says.</summary>
/// <param name="Last">Their last transaction.</param>
/// <param name="Time">When they were complete up to there, UTC, by the clock of the member that wrote them.</param>
/// <param name="Member">That member.</param>
/// <param name="Gap">Why what follows on <paramref name="Last"/> is missing; null where nothing is.</param>
public sealed record SegmentProgress(Zxid Last, DateTimeOffset Time, string Member, string? Gap)
{
    /// <summary>The file in the directory of the segments; no segment has such a name.</summary>
    public const string FileName = ".progress";

    private const string TimeForm = "yyyy-MM-ddTHH:mm:ss.fffZ";

    public string Text => $"last={Last.Value:x}\ntime={Time.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture)}\nmember={Member}\n{(Gap is null ? "" : $"gap={Gap}\n")}";

    /// <summary>Null where the text is not whole: then the segments begin at the newest backup again.</summary>
    public static SegmentProgress? Parse(string text)
    {
        var values = text.Split('\n').Select(l => l.Split('=', 2)).Where(p => p.Length == 2).DistinctBy(p => p[0]).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        return text.EndsWith('\n') && values.GetValueOrDefault("last") is { } last && Zxid.Parse(last) is { Value: >= 0 } zxid
            && DateTimeOffset.TryParseExact(values.GetValueOrDefault("time"), TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            && values.GetValueOrDefault("member") is { } member
            ? new(zxid, time, member, values.GetValueOrDefault("gap"))
            : null;
    }

    /// <summary>Where the next segment begins: at the end of the segments, or after a gap at the end of the newest backup.</summary>
    /// <param name="progress">What the file says; null without one.</param>
    /// <param name="newest">The last transaction of the newest backup; null without one.</param>
    /// <returns>The transaction that the next one must follow on; null where a backup must come first.</returns>
    public static Zxid? Anchor(SegmentProgress? progress, Zxid? newest) => (progress, newest) switch
    {
        (_, null) => null,
        (null, _) => newest,
        ({ Gap: null }, _) => progress.Last,
        _ => newest.Value.Value > progress.Last.Value ? newest : null,
    };
}
