using ZkAgent.Core.Text;

namespace ZkAgent.Core.Settings;

/// <summary>Something that was told and can't work.</summary>
/// <param name="Name">The setting as the user spelled it (variable, flag, or file and line).</param>
/// <param name="Value">The value given; null when it is missing.</param>
/// <param name="Expected">What was expected, and the fix.</param>
public sealed record SettingsProblem(string Name, string? Value, string Expected)
{
    /// <summary>A problem of a key of zoo.cfg, under the name by which the user gave it.</summary>
    /// <param name="origin">Where its value came from.</param>
    /// <param name="shown">The value as it may be shown.</param>
    /// <param name="expected">What was expected, and the fix.</param>
    public static SettingsProblem OfKey(string key, string origin, string shown, string expected) =>
        // A variable or property of its own has the key in its name; a line or a word of a list has not.
        new(origin, origin.StartsWith(SettingCatalog.CfgPrefix, StringComparison.Ordinal) || JvmProperties.IsOrigin(origin)
            || origin.StartsWith("ZOO", StringComparison.Ordinal) && origin != SettingCatalog.CfgExtra.Name ? shown : $"{key}={shown}", expected);

    public override string ToString() => LogEscaping.Clean(Value is null
        ? $"cannot go on without {Name}: expected {Expected}"
        : $"cannot use {LogEscaping.Quote(Name)}={(Value.Length > 0 ? LogEscaping.Quote(Value) : "\"\"")}: expected {Expected}");
}
