using System.Globalization;
using System.Runtime.CompilerServices;
using ZkAgent.Core.Launch;

namespace ZkAgent.Supervision;

/// <summary>Has a child die with the agent, even when that is killed by SIGKILL.</summary>
/// <remarks>
/// posix_spawn cannot ask for a parent-death signal, so the agent spawns itself with the verb <c>_exec</c> in front of the real
/// command; <see cref="EarlyPath.ExecShim"/> is the other half.
/// </remarks>
internal static class ExecShim
{
    private const string Verb = "_exec";

    /// <summary>
    /// The binary to start children through; null: directly. The kernel kills the whole namespace with its PID 1, which makes the
    /// shim needless there; under the JIT there is no native binary to be it.
    /// </summary>
    public static string? ForThisProcess =>
        Environment.ProcessId == 1 || RuntimeFeature.IsDynamicCodeSupported ? null : "/proc/self/exe";

    /// <summary>The same plan, started through <paramref name="shim"/> by the process <paramref name="agent"/>.</summary>
    public static LaunchPlan Wrap(LaunchPlan plan, string shim, int agent) =>
        plan with { Arguments = [shim, Verb, agent.ToString(CultureInfo.InvariantCulture), .. plan.Arguments] };
}
