namespace ZkAgent.Core.Health;

/// <summary>The health of the server at one moment: a named state, why, and since when.</summary>
/// <param name="Sentence">The state and its reason in words: the same in log, probe and status.</param>
/// <param name="Since">When the state began; a new sentence in the same state does not move it.</param>
/// <param name="Seen">The observation it follows from.</param>
/// <param name="Run">What this run of the process has shown.</param>
public sealed record HealthSnapshot(HealthState State, string Sentence, DateTimeOffset Since, HealthInput Seen, ProcessRun Run);
