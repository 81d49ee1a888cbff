using System.Runtime.InteropServices;

namespace ZkAgent.EarlyPath;

/// <summary>The C library as the early path may call it: blittable arguments, no transition, bound by the linker.</summary>
/// <remarks>
/// SuppressGCTransition is there because an ordinary call would look for the runtime's record of this thread, which does not
/// exist yet. For the same reason nothing else may use this class: a call that blocks in here would block a collection.
/// The numbers are Linux's, the same on x64 and arm64.
/// </remarks>
internal static unsafe class Libc
{
    public const int AF_INET = 2;
    public const int SOCK_STREAM = 1;
    public const int SOCK_CLOEXEC = 0x80000;
    public const int SOL_SOCKET = 1;
    public const int SO_RCVTIMEO = 20;
    public const int SO_SNDTIMEO = 21;
    public const int MSG_NOSIGNAL = 0x4000;
    public const int CLOCK_MONOTONIC = 1;
    public const int SIGKILL = 9;
    public const int SIGPIPE = 13;
    public const int SIGCHLD = 17;
    public const nint SIG_DFL = 0;
    public const nint SIG_IGN = 1;
    public const int PR_SET_PDEATHSIG = 1;
    public const int ENOENT = 2;

    public struct SockAddrIn
    {
        public ushort Family;
        public ushort PortInNetworkOrder;
        public uint AddressInNetworkOrder;
        public ulong Zero;
    }

    /// <summary>Both timeval and timespec: seconds and the rest, in micro- or nanoseconds.</summary>
    public struct Time
    {
        public long Seconds;
        public long Rest;
    }

    [DllImport("libc"), SuppressGCTransition]
    public static extern int socket(int domain, int type, int protocol);

    [DllImport("libc"), SuppressGCTransition]
    public static extern int setsockopt(int socket, int level, int option, void* value, uint length);

    [DllImport("libc"), SuppressGCTransition]
    public static extern int connect(int socket, SockAddrIn* address, uint length);

    [DllImport("libc"), SuppressGCTransition]
    public static extern nint send(int socket, byte* bytes, nint count, int flags);

    [DllImport("libc"), SuppressGCTransition]
    public static extern nint recv(int socket, byte* bytes, nint count, int flags);

    [DllImport("libc"), SuppressGCTransition]
    public static extern nint write(int file, byte* bytes, nint count);

    [DllImport("libc"), SuppressGCTransition]
    public static extern int close(int file);

    [DllImport("libc"), SuppressGCTransition]
    public static extern int clock_gettime(int clock, Time* time);

    [DllImport("libc"), SuppressGCTransition]
    public static extern nint signal(int number, nint handler);

    // prctl is variadic in C; on x64 and on arm64's Linux integers travel in the same registers either way.
    [DllImport("libc"), SuppressGCTransition]
    public static extern int prctl(int option, nuint argument, nuint unused3, nuint unused4, nuint unused5);

    [DllImport("libc"), SuppressGCTransition]
    public static extern int getppid();

    [DllImport("libc"), SuppressGCTransition]
    public static extern int execv(byte* file, byte** argv);

    [DllImport("libc"), SuppressGCTransition]
    public static extern int* __errno_location();

    /// <summary>The main that the runtime brings: it starts the runtime and calls Program.</summary>
    [DllImport("libc"), SuppressGCTransition]
    public static extern int __real_main(int argc, byte** argv, byte** envp);
}
