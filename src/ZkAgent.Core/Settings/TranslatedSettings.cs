namespace ZkAgent.Core.Settings;

/// <summary>What variables of other images say, in this agent's terms: a name that only differs is an alias of a setting instead.</summary>
public sealed record TranslatedSettings
{
    public static readonly TranslatedSettings None = new();

    /// <summary>Values by the setting's variable. They rank behind the setting's aliases.</summary>
    public IReadOnlyDictionary<string, FoundValue> Settings { get; init; } = new Dictionary<string, FoundValue>();

    /// <summary>Values by the key of zoo.cfg.</summary>
    public IReadOnlyDictionary<string, FoundValue> Keys { get; init; } = new Dictionary<string, FoundValue>();

    /// <summary>Values by the setting's variable or the key of zoo.cfg that the other image has as its default: they count if no other source has one.</summary>
    public IReadOnlyDictionary<string, FoundValue> Defaults { get; init; } = new Dictionary<string, FoundValue>();

    /// <summary>Users whose passwords stand in variables.</summary>
    public TranslatedUsers Users { get; init; } = TranslatedUsers.None;

    /// <summary>The values of variables that come from their _FILE form, by the variable's name without _FILE.</summary>
    public IReadOnlyDictionary<string, FoundValue> FromFiles { get; init; } = new Dictionary<string, FoundValue>();

    public IReadOnlyList<SettingsProblem> Problems { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Variables that were read here, or of which a warning was given here.</summary>
    public IReadOnlySet<string> Names { get; init; } = new HashSet<string>();
}

/// <summary>Users whose passwords stand in variables of other images.</summary>
public sealed record TranslatedUsers
{
    public static readonly TranslatedUsers None = new();

    /// <summary>Users that clients authenticate as; null: none are given.</summary>
    public IReadOnlyList<SaslUserSource>? Clients { get; init; }

    /// <summary>The user as which a client in the container authenticates; null: none is given.</summary>
    public SaslUserSource? Shell { get; init; }

    /// <summary>The user as which members authenticate; null: none is given.</summary>
    public SaslUserSource? Quorum { get; init; }

    /// <summary>Other users that members accept.</summary>
    public IReadOnlyList<SaslUserSource> OtherQuorum { get; init; } = [];

    /// <summary>The variables that say who they are, for the log.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    /// <summary>A variable that forbids clients without authentication; null: none does.</summary>
    public FoundValue? NoAnonymous { get; init; }
}
