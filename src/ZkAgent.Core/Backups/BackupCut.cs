using System.Globalization;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Backups;

/// <summary>Up to which transaction a backup is restored or shown.</summary>
/// <param name="Zxid">The last transaction; null where a time or nothing limits it.</param>
/// <param name="Time">The last transaction is the one before the first that is later than this; null where a zxid or nothing limits it.</param>
public sealed record BackupCut(Zxid? Zxid, DateTimeOffset? Time)
{
    /// <summary>Everything that there is.</summary>
    public static readonly BackupCut Latest = new(null, null);

    private const string Expected = "expected latest, a zxid such as 0x100000a3f, or a time such as 2026-11-27T18:30:00Z";

    private static readonly string[] TimeForms = ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mmK"];

    /// <param name="text"><c>latest</c>, a zxid in hexadecimal digits with or without 0x, or a time in ISO 8601 with Z or an offset; an @ before it is allowed.</param>
    /// <returns>The cut, or why the text is none: a sentence that begins "cannot".</returns>
    public static (BackupCut? Cut, string? Problem) Parse(string text)
    {
        var bare = text.StartsWith('@') ? text[1..] : text;
        if (bare is "latest") return (Latest, null);
        if (bare.Contains('-', StringComparison.Ordinal))
        {
            // Without an offset nothing says whose time it is.
            return (bare.EndsWith('Z') || bare.LastIndexOfAny(['+', '-']) > bare.IndexOf('T', StringComparison.Ordinal) && bare.Contains('T', StringComparison.Ordinal))
                && DateTimeOffset.TryParseExact(bare, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                    ? (new(null, time), null)
                    : (null, $"cannot use \"{text}\" as a cut: {Expected}");
        }
        return Ensemble.Zxid.Parse(bare) is { Value: >= 0 } zxid ? (new(zxid, null), null) : (null, $"cannot use \"{text}\" as a cut: {Expected}");
    }

    /// <summary>True where a record is beyond the cut; nothing after it is read. Clocks of two leaders differ, so a later record may be earlier again.</summary>
    /// <param name="zxid">The record's zxid.</param>
    /// <param name="milliseconds">The record's time since 1970, as the log has it.</param>
    public bool IsBefore(long zxid, long milliseconds) =>
        Zxid is { } last ? zxid > last.Value : Time is { } time && milliseconds > time.ToUnixTimeMilliseconds();

    public override string ToString() => Zxid is { } zxid ? zxid.ToString()
        : Time is { } time ? time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture) : "latest";
}
