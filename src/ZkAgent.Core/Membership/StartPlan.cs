using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Restores;

namespace ZkAgent.Core.Membership;

/// <summary>A decision about a start, and the list that ZooKeeper is then started with.</summary>
/// <param name="Decision">What to do and why.</param>
/// <param name="List">The list; null where ZooKeeper is not started.</param>
public sealed record StartPlan(GuardDecision Decision, StartList? List)
{
    /// <summary>True where a refusal is one of the settings, not of the volume.</summary>
    public bool WrongSettings { get; init; }

    /// <summary>What ZK_RESTORE means for this start; null without it.</summary>
    public RestoreVerdict? Restore { get; init; }

    public static StartPlan Hold(string sentence) => new(new GuardDecision(GuardAction.Hold, $"held back: {sentence}"), null);

    public static StartPlan Refuse(string sentence) => new(new GuardDecision(GuardAction.Refuse, sentence), null);
}
