namespace ZkAgent.Core.Settings;

/// <summary>One thing a user can set: its names, its default, and what it means.</summary>
/// <param name="Name">The environment variable, <c>ZK_…</c>.</param>
/// <param name="Default">The value without any setting, as a user would write it; empty: none.</param>
/// <param name="Meaning">One line for <c>help</c> and docs/settings.md.</param>
public sealed record Setting(string Name, string Default, string Meaning)
{
    private readonly string? _flag;

    /// <summary>The flag's name without dashes; the variable's in lower case unless old scripts spelled it otherwise.</summary>
    public string Flag
    {
        get => _flag ?? Name["ZK_".Length..].ToLowerInvariant();
        init => _flag = value;
    }

    /// <summary>Names that other images gave to the same thing, the first one winning.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The zoo.cfg key that it sets; null where it is ours alone.</summary>
    public string? CfgKey { get; init; }
}
