using System.Runtime.InteropServices;

namespace ZkAgent.Native;

/// <summary>Replaces this process by another program, as a shell's exec does.</summary>
internal static unsafe class ProcessImage
{
    /// <summary>Returns only when that failed, with a shell's code: 127 not found, 126 not executable.</summary>
    /// <param name="command">The program's absolute path and its arguments.</param>
    public static int Replace(IReadOnlyList<string> command) => Replace(command, byName: false);

    /// <summary>The same for a program that is looked up in PATH. A file without an interpreter's line is run by the shell, as a shell does.</summary>
    /// <param name="command">The program, by its path or by its name, and its arguments.</param>
    public static int ReplaceByName(IReadOnlyList<string> command) => Replace(command, byName: true);

    private static int Replace(IReadOnlyList<string> command, bool byName)
    {
        // The runtime ignores SIGPIPE, and what is ignored stays so in the next program: "zkServer.sh … | head" would not end.
        LibC.Signal(LibC.SIGPIPE, LibC.Default);
        using var arguments = new NativeStrings([.. command]);
        var result = byName ? LibC.ExecuteByName(arguments.Pointer[0], arguments.Pointer) : LibC.Execute(arguments.Pointer[0], arguments.Pointer);
        var error = result == 0 ? 0 : Marshal.GetLastSystemError();
        Console.Error.WriteLine($"zkagent: cannot start {command[0]}: {Marshal.GetPInvokeErrorMessage(error)}");
        return error == LibC.ENOENT ? 127 : 126;
    }
}
