namespace ZkAgent.Core.Settings;

/// <summary>The outcome of reading: settings, or every problem at once; warnings and provenance either way.</summary>
/// <param name="Settings">The validated settings; null when there are problems.</param>
/// <param name="Ensemble">What concerns the members, as far as it could be read, so that their problems are found in the same go.</param>
/// <param name="ClientAddress">The address for clients; null is every interface.</param>
/// <param name="Refused">Variables' names of the settings whose value was wrong: what follows from one is not judged.</param>
public sealed record SettingsResult(
    AgentSettings? Settings,
    EnsembleSettings Ensemble,
    string? ClientAddress,
    IReadOnlySet<string> Refused,
    IReadOnlyList<SettingsProblem> Problems,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<EffectiveSetting> Effective);
