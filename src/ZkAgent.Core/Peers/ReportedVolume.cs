using ZkAgent.Core.Text;

namespace ZkAgent.Core.Peers;

/// <summary>What we can tell of our volume at one question.</summary>
/// <param name="Volume">What it holds, with its age where it was not read for this question; null where it was never read.</param>
public sealed record ReportedVolume(MemberVolume? Volume)
{
    /// <summary>The restore that the settings ask for; null where they ask for none, or where the volume has data.</summary>
    public ReportedRestore? Restore { get; init; }

    /// <summary>What a report adds to its sentence; null where the volume was read for this question.</summary>
    public string? Note => this switch
    {
        { Volume: null } => "its volume does not answer, so nothing is told of it",
        { Volume.Age: { } age } => $"its volume does not answer, and what is told of it is {DurationFormat.Duration(age)} old",
        _ => null,
    };
}
