using ZkAgent.Core.Launch;

namespace ZkAgent.Native;

/// <summary>Starts a process in a group of its own, with every signal at its default and none blocked, and our stdin, stdout and stderr.</summary>
/// <remarks>
/// With the group, one kill(2) reaches Java and every process that a start script left. The runtime ignores SIGPIPE, which a child would inherit.
/// System.Diagnostics.Process can set neither.
/// </remarks>
internal static unsafe class PosixSpawn
{
    private const short SetGroup = 2, SetSignalDefaults = 4, SetSignalMask = 8;

    // glibc's posix_spawnattr_t takes 336 bytes, its posix_spawn_file_actions_t 80 and its sigset_t 128; musl's are no larger.
    private const int AttributesSize = 1024, SignalSetSize = 128;

    /// <summary>Returns 0 and the pid, or the errno that says why there is no process.</summary>
    /// <param name="plan">What is executed.</param>
    /// <param name="output">The descriptor that the process gets as stdout and stderr; null: ours.</param>
    /// <param name="pid">Its pid.</param>
    public static int Start(LaunchPlan plan, int? output, out int pid)
    {
        using var arguments = new NativeStrings(plan.Arguments);
        using var environment = new NativeStrings([.. plan.Environment.Select(pair => $"{pair.Key}={pair.Value}")]);
        var attributes = stackalloc byte[AttributesSize];
        var signals = stackalloc byte[SignalSetSize];
        var actions = stackalloc byte[AttributesSize];
        int started;

        LibC.SpawnAttributesInit(attributes);
        LibC.SpawnAttributesSetFlags(attributes, SetGroup | SetSignalDefaults | SetSignalMask);
        LibC.SpawnAttributesSetGroup(attributes, 0);
        LibC.SignalSetFill(signals);
        LibC.SpawnAttributesSetDefault(attributes, signals);
        LibC.SignalSetEmpty(signals);
        LibC.SpawnAttributesSetMask(attributes, signals);
        LibC.SpawnActionsInit(actions);
        if (output is { } descriptor)
        {
            LibC.SpawnActionsDuplicate(actions, descriptor, 1);
            LibC.SpawnActionsDuplicate(actions, descriptor, 2);
        }
        var error = LibC.Spawn(&started, arguments.Pointer[0], actions, attributes, arguments.Pointer, environment.Pointer);
        LibC.SpawnActionsDestroy(actions);
        LibC.SpawnAttributesDestroy(attributes);

        pid = error == 0 ? started : 0;
        return error;
    }
}
