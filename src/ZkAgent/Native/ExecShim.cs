using System.Globalization;
using System.Runtime.CompilerServices;
using ZkAgent.Core.Launch;

namespace ZkAgent.Native;

/// <summary>Makes the kernel kill a child when the agent dies, also by SIGKILL.</summary>
/// <remarks>
/// posix_spawn cannot ask for a parent-death signal, and a JVM left behind by a killed agent would hold the ports and the volume that
/// the next start needs. So the agent starts itself as <c>zkagent _exec PARENT COMMAND ARGS…</c>, which asks for the signal and becomes
/// the command. The kernel ties the signal to the thread that spawned: that thread has to live as long as the agent.
/// </remarks>
internal static class ExecShim
{
    private const string Verb = "_exec";
    private const int SetParentDeathSignal = 1;

    /// <summary>
    /// The binary to start children through; null: directly. The kernel kills the whole namespace with its PID 1, which makes the
    /// shim needless there; under the JIT there is no native binary to be it.
    /// </summary>
    public static string? ForThisProcess =>
        Environment.ProcessId == 1 || RuntimeFeature.IsDynamicCodeSupported ? null : "/proc/self/exe";

    /// <summary>The same plan, started through <paramref name="shim"/> by the process <paramref name="agent"/>.</summary>
    public static LaunchPlan Wrap(LaunchPlan plan, string shim, int agent) =>
        plan with { Arguments = [shim, Verb, agent.ToString(CultureInfo.InvariantCulture), .. plan.Arguments] };

    /// <summary>The parent and the command, if these words are the shim's.</summary>
    public static (int Parent, IReadOnlyList<string> Command)? Read(string[] words) =>
        words is [Verb, var parent, _, ..] && int.TryParse(parent, NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
            ? (pid, words[2..])
            : null;

    /// <summary>Returns only when the command did not start, with a shell's code: 127, 126, or 137 where the parent is dead.</summary>
    public static int Exec((int Parent, IReadOnlyList<string> Command) call)
    {
        LibC.Prctl(SetParentDeathSignal, LibC.SIGKILL);
        // An agent that died before the signal was asked for sends none.
        return LibC.ParentPid() == call.Parent ? ProcessImage.Replace(call.Command) : 128 + LibC.SIGKILL;
    }
}
