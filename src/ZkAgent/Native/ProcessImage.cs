using System.Runtime.InteropServices;

namespace ZkAgent.Native;

/// <summary>Replaces this process by another program, as a shell's exec does.</summary>
internal static unsafe class ProcessImage
{
    /// <summary>Returns only when that failed, with a shell's code: 127 not found, 126 not executable.</summary>
    /// <param name="command">The program, by its path or by its name in PATH, and its arguments.</param>
    public static int Replace(IReadOnlyList<string> command)
    {
        // The runtime ignores SIGPIPE, and what is ignored stays so in the next program: "zkServer.sh … | head" would not end.
        LibC.Signal(LibC.SIGPIPE, LibC.Default);
        using var arguments = new NativeStrings([.. command]);
        var error = LibC.Execute(arguments.Pointer[0], arguments.Pointer) == 0 ? 0 : Marshal.GetLastSystemError();
        Console.Error.WriteLine($"zkagent: cannot start {command[0]}: {Marshal.GetPInvokeErrorMessage(error)}");
        return error == LibC.ENOENT ? 127 : 126;
    }
}
