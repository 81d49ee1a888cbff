namespace ZkAgent.Core.Settings;

/// <summary>A setting's value as it takes effect, and where it came from: one line of <c>explain</c>.</summary>
/// <param name="Name">The variable, or the zoo.cfg key where there is no variable of our own.</param>
/// <param name="Value">The value, empty when unset.</param>
/// <param name="Origin">"flag --servers", "ZOO_TICK_TIME", "/config/zoo.cfg line 3", "default", …</param>
public sealed record EffectiveSetting(string Name, string Value, string Origin);
