using System.Globalization;

namespace ZkAgent.Core.Volume;

/// <summary>A quarantine directory, as its name tells of it: <c>quarantine-20261121T073000Z</c>.</summary>
/// <param name="Moved">When the move began; UTC, to the second.</param>
/// <param name="Kind">What was moved.</param>
public sealed record QuarantineMark(DateTimeOffset Moved, QuarantineKind Kind)
{
    private const string Prefix = "quarantine-";
    private const string Time = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>The directory's name.</summary>
    public string Name => Prefix + Moved.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture) + Suffix(Kind);

    /// <summary>Reads a directory's name; null where it is no quarantine.</summary>
    public static QuarantineMark? Parse(string name)
    {
        foreach (var kind in new[] { QuarantineKind.Unfinished, QuarantineKind.Leftovers, QuarantineKind.Damage })
        {
            var suffix = Suffix(kind);
            if (name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(suffix, StringComparison.Ordinal) && name.Length >= Prefix.Length + suffix.Length
                && DateTime.TryParseExact(name[Prefix.Length..^suffix.Length], Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moved))
                return new(new(moved), kind);
        }
        return null;
    }

    /// <summary>The move that an earlier start did not bring to its end; null without one. It is completed whatever the volume has: half a move is of no use.</summary>
    public static QuarantineMark? Unfinished(IReadOnlyList<QuarantineMark> marks)
    {
        foreach (var mark in marks)
        {
            if (mark.Kind == QuarantineKind.Unfinished) return mark;
        }
        return null;
    }

    /// <summary>A volume that is damaged again so soon has a cause that another move does not repair.</summary>
    public static readonly TimeSpan OncePer = TimeSpan.FromHours(1);

    /// <summary>The youngest move of damaged data that is not older than <see cref="OncePer"/>; null without one.</summary>
    public static QuarantineMark? Recent(IReadOnlyList<QuarantineMark> marks, DateTimeOffset now)
    {
        QuarantineMark? youngest = null;
        foreach (var mark in marks)
        {
            if (mark.Kind == QuarantineKind.Damage && mark.Moved > now - OncePer && !(youngest?.Moved >= mark.Moved)) youngest = mark;
        }
        return youngest;
    }

    private static string Suffix(QuarantineKind kind) => kind switch
    {
        QuarantineKind.Unfinished => ".unfinished",
        QuarantineKind.Leftovers => "-leftovers",
        _ => "",
    };
}

/// <summary>What a quarantine holds.</summary>
public enum QuarantineKind
{
    /// <summary>A damaged volume's version-2, whole.</summary>
    Damage,

    /// <summary>The same, while the move is not yet at its end.</summary>
    Unfinished,

    /// <summary>Files that hold nothing: epoch files without data, blank logs.</summary>
    Leftovers,
}
