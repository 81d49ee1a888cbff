using ZkAgent.Core.Text;

namespace ZkAgent.Core.Settings;

/// <summary>A variable of another image that a stronger source contradicts.</summary>
/// <param name="Name">The setting's variable, or the key of zoo.cfg.</param>
/// <param name="Winner">What counts.</param>
/// <param name="Other">What does not.</param>
internal sealed record Disagreement(string Name, FoundValue Winner, FoundValue Other)
{
    /// <summary>Null where both say the same.</summary>
    public static Disagreement? Between(Setting setting, FoundValue winner, FoundValue other) =>
        winner.Origin == other.Origin || Same(winner.Text, other.Text) || setting == SettingCatalog.HeapSize && HeapReader.Bytes(winner) == HeapReader.Bytes(other)
            ? null : new(setting.CfgKey ?? setting.Name, winner, other);

    /// <summary>Null where both say the same.</summary>
    public static Disagreement? Between(string key, FoundValue winner, FoundValue other) => Same(winner.Text, other.Text) ? null : new(key, winner, other);

    /// <summary>One sentence for all of them; null where there are none.</summary>
    public static string? Warning(IEnumerable<Disagreement> disagreements)
    {
        string[] parts = [.. disagreements.Select(d => $"{d.Other.Origin}={d.Shown(d.Other)} ({d.Winner.Origin}={d.Shown(d.Winner)} counts)").Distinct()];
        return parts.Length == 0 ? null : $"variables of another image have no effect where a stronger source disagrees: {string.Join(", ", parts)}";
    }

    private static bool Same(string one, string other) =>
        one == other || ValueReaders.Boolean(one) is { } flag && ValueReaders.Boolean(other) == flag || one.Split().SequenceEqual(other.Split());

    private string Shown(FoundValue found) => SecretKeys.Shown(Name, LogEscaping.Quote(found.Text));
}
