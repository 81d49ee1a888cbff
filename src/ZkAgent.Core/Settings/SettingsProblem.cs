namespace ZkAgent.Core.Settings;

/// <summary>Something that was told and can't work.</summary>
/// <param name="Name">The setting as the user spelled it (variable, flag, or file and line).</param>
/// <param name="Value">The value given; null when it is missing.</param>
/// <param name="Expected">What was expected, and the fix.</param>
public sealed record SettingsProblem(string Name, string? Value, string Expected)
{
    public override string ToString() => OneLine.Clean(Value is null
        ? $"cannot go on without {Name}: expected {Expected}"
        : $"cannot use {OneLine.Quote(Name)}={OneLine.Quote(Value)}: expected {Expected}");
}
