using System.Runtime.InteropServices;
using ZkAgent.Core.Supervision;
using ZkAgent.Native;

namespace ZkAgent.Supervision;

/// <summary>Detects processes that ended, and takes their statuses.</summary>
internal static unsafe class EndedProcess
{
    private const int AnyChild = 0, NoHang = 1, Exited = 4, LeaveIt = 0x01000000;

    // siginfo_t is 128 bytes; on 64-bit Linux the pid stands at its byte 16, behind three numbers and the padding of a union.
    private const int InfoInts = 32, PidAt = 4;

    /// <summary>The pid of a child, ours or an adopted orphan, that ended and is not reaped yet; null when there is none.</summary>
    public static int? Peek()
    {
        var info = stackalloc int[InfoInts];
        new Span<int>(info, InfoInts).Clear();
        return LibC.WaitId(AnyChild, 0, info, Exited | NoHang | LeaveIt) == 0 && info[PidAt] != 0 ? info[PidAt] : null;
    }

    /// <summary>Blocks until there is one to <see cref="Peek"/> at; false at once where this process has no child at all.</summary>
    public static bool Await()
    {
        var info = stackalloc int[InfoInts];
        // An interruption by a signal counts as an end: the check that follows finds nothing.
        return LibC.WaitId(AnyChild, 0, info, Exited | LeaveIt) == 0 || Marshal.GetLastSystemError() != LibC.ECHILD;
    }

    /// <summary>Takes the status of a pid that <see cref="Peek"/> returned; null if other code has taken it.</summary>
    public static ChildExit? Reap(int pid)
    {
        int status;
        return LibC.WaitPid(pid, &status, NoHang) == pid ? ChildExit.FromWaitStatus(status) : null;
    }
}
