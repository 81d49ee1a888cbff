using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Settings;
using ZkAgent.Machine;

namespace ZkAgent.DataGuard;

/// <summary>The operator's overrides during this agent's life. Each decision reads them, the clock limits each, and each works once only.</summary>
/// <param name="settings">The time until which each override is valid.</param>
internal sealed class OperatorOverrides(OverrideSettings settings, TimeProvider time)
{
    private readonly SteadyTime _steady = new(time);
    private volatile GuardOverrides _used = GuardOverrides.None;

    /// <summary>The overrides in force now.</summary>
    public GuardOverrides InForce => GuardOverrides.At(settings, Now, _used);

    /// <summary>True once an override changed a decision.</summary>
    public bool AnyUsed => _used != GuardOverrides.None;

    /// <summary>Marks an override as used: it has no effect from now on.</summary>
    public void UseUp(GuardOverride one) => _used = _used.With(one);

    /// <summary>A clock that is set back must not put an expired override in force again, so the time since the start counts as well.</summary>
    private DateTimeOffset Now => Max(time.GetUtcNow(), _steady.Now);

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
