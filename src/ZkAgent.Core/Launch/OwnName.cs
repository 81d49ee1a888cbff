using System.Globalization;

namespace ZkAgent.Core.Launch;

/// <summary>What DNS answered about our own name.</summary>
public enum NameAnswer
{
    /// <summary>One of its addresses is ours.</summary>
    Ours,

    /// <summary>It has addresses, none of them ours: the record of the pod that had the name before us.</summary>
    Foreign,

    /// <summary>No such name, or a name without addresses.</summary>
    NoSuchName,

    /// <summary>DNS itself did not answer.</summary>
    NoAnswer,
}

/// <summary>One sample of what our own name resolves to.</summary>
/// <param name="Host">Our name as our server line has it.</param>
/// <param name="Answer">What came back.</param>
/// <param name="Addresses">The addresses, in words.</param>
public sealed record OwnName(string Host, NameAnswer Answer, string Addresses = "")
{
    /// <summary>Why the name does not lead to this member; null where it does.</summary>
    public string? Problem => Answer == NameAnswer.Ours ? null : Missing;

    /// <summary>What is missing, after having waited for so long.</summary>
    /// <param name="waited">How long the wait has lasted.</param>
    /// <param name="limit">How long it may last; null: without end.</param>
    public string Waiting(TimeSpan waited, TimeSpan? limit) => string.Create(CultureInfo.InvariantCulture,
        $"Waiting for our own name: {Missing}; {waited.TotalSeconds:0} s so far, {(limit is { } end ? $"starting after {end.TotalSeconds:0} s at the latest" : "and without it a member with dynamic membership does not start")}.");

    /// <summary>Said when the wait is over and the name still is not right.</summary>
    public string GivenUp(TimeSpan limit) => string.Create(CultureInfo.InvariantCulture,
        $"Starting ZooKeeper though {Missing} after {limit.TotalSeconds:0} s; until that changes it may fail to bind its election port (code 14) and peers cannot reach it.");

    private string Missing => Answer switch
    {
        NameAnswer.Foreign => $"{Host} resolves to {Addresses}, which is no address of this machine (an old record, or another pod's name)",
        NameAnswer.NoAnswer => $"{Host} cannot be looked up, DNS does not answer",
        NameAnswer.NoSuchName => $"{Host} does not resolve (is the headless service there, with publishNotReadyAddresses, and named in the StatefulSet's serviceName?)",
        _ => $"{Host} resolves to {Addresses}",
    };
}
