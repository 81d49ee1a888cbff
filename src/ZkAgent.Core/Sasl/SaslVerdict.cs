namespace ZkAgent.Core.Sasl;

/// <summary>What follows from the mounted files of users and passwords.</summary>
public sealed record SaslVerdict
{
    /// <summary>Each reason for which ZooKeeper may never be started with these files.</summary>
    public IReadOnlyList<string> Refusals { get; init; } = [];

    /// <summary>Each reason to wait: a file that is missing or unreadable may come later.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The users for the JAAS file; null with a refusal or a fault, and where the user has a JAAS file.</summary>
    public JaasUsers? Users { get; init; }

    /// <summary>All that decides who may authenticate, to be compared with a later reading. Contains passwords: never show it.</summary>
    public string Content { get; init; } = "";

    public bool IsUsable => Refusals.Count == 0 && Faults.Count == 0;

    /// <summary>Names no content.</summary>
    public override string ToString() => string.Join("; ", [.. Refusals, .. Faults]);
}
