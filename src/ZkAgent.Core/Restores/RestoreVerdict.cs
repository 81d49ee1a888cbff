using ZkAgent.Core.DataGuard;

namespace ZkAgent.Core.Restores;

/// <summary>What ZK_RESTORE means for one start.</summary>
/// <param name="State">How far the restore is.</param>
/// <param name="Sentence">Why: the same in log, probe and status.</param>
/// <param name="Decision">What to do; null where the data guard decides as without the setting.</param>
public sealed record RestoreVerdict(RestoreState State, string Sentence, GuardDecision? Decision)
{
    /// <summary>The epoch that the data gets when the restore is committed: the same on all members.</summary>
    public long Epoch { get; init; }

    internal static RestoreVerdict Ignored(RestoreState state, string why) => new(state, $"ZK_RESTORE has no effect here: {why}", null);

    internal static RestoreVerdict Hold(RestoreState state, string why) => Does(state, GuardAction.Hold, $"held back: {why}");

    internal static RestoreVerdict Does(RestoreState state, GuardAction action, string sentence) => new(state, sentence, new(action, sentence));
}
