using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Settings;
using ZkAgent.Host;

namespace ZkAgent.DataGuard;

/// <summary>The operator's overrides in this agent's life: asked for at every decision, judged by the clock each time, and each used up by acting once.</summary>
/// <param name="settings">Until when each holds.</param>
/// <param name="time">The clock.</param>
internal sealed class OperatorOverrides(OverrideSettings settings, TimeProvider time)
{
    private readonly SteadyTime _steady = new(time);
    private volatile GuardOverrides _used = GuardOverrides.None;

    /// <summary>Those in force now.</summary>
    public GuardOverrides InForce => GuardOverrides.At(settings, Now, _used);

    /// <summary>True once an override changed a decision.</summary>
    public bool AnyUsed => _used != GuardOverrides.None;

    /// <summary>An override acts now: it never will again.</summary>
    public void UseUp(GuardOverride one) => _used = _used.With(one);

    /// <summary>A clock that is set back must not put an override in force again: the time that has passed since the start counts as well.</summary>
    private DateTimeOffset Now => Max(time.GetUtcNow(), _steady.Now);

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
