using System.Runtime.InteropServices;
using ZkAgent.Core.Supervision;
using ZkAgent.Native;

namespace ZkAgent.Supervision;

/// <summary>Turns the errno of a failed spawn into the code a shell would give and a sentence.</summary>
internal static class StartFailure
{
    public static StartOutcome Of(int error, string command)
    {
        var code = error switch
        {
            LibC.ENOENT => 127,
            // No room for a process now says nothing about later: not a code that ends the restarts.
            LibC.EAGAIN or LibC.ENOMEM => 1,
            _ => 126,
        };
        return new(null, ChildExit.Exited(code), $"cannot start {command}: {Marshal.GetPInvokeErrorMessage(error)}");
    }
}
