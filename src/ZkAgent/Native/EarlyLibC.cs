using System.Runtime.InteropServices;

namespace ZkAgent.Native;

/// <summary>The C library as the early path may call it: blittable arguments, no transition, bound by the linker.</summary>
/// <remarks>
/// An ordinary import looks for the runtime's record of the thread, which does not exist yet; hence SuppressGCTransition. Nothing
/// else may use this class: a call that blocks in here would block a collection. The numbers are Linux's on x64 and arm64.
/// </remarks>
internal static unsafe class EarlyLibC
{
    public const int AF_INET = 2, SOCK_STREAM = 1, SOCK_CLOEXEC = 0x80000, SOL_SOCKET = 1, SO_RCVTIMEO = 20, SO_SNDTIMEO = 21;
    public const int MSG_DONTWAIT = 0x40, MSG_WAITALL = 0x100, MSG_NOSIGNAL = 0x4000, SIGPIPE = 13;
    public const nint SIG_IGN = 1;

    public struct SockAddrIn
    {
        public ushort Family;
        public ushort PortInNetworkOrder;
        public uint AddressInNetworkOrder;
        public ulong Zero;
    }

    public struct Timeval
    {
        public long Seconds;
        public long Microseconds;
    }

    [DllImport("libc"), SuppressGCTransition] public static extern int socket(int domain, int type, int protocol);
    [DllImport("libc"), SuppressGCTransition] public static extern int setsockopt(int socket, int level, int option, void* value, uint length);
    [DllImport("libc"), SuppressGCTransition] public static extern int connect(int socket, SockAddrIn* address, uint length);
    [DllImport("libc"), SuppressGCTransition] public static extern nint send(int socket, byte* bytes, nint count, int flags);
    [DllImport("libc"), SuppressGCTransition] public static extern nint recv(int socket, byte* bytes, nint count, int flags);
    [DllImport("libc"), SuppressGCTransition] public static extern nint write(int file, byte* bytes, nint count);
    [DllImport("libc"), SuppressGCTransition] public static extern int close(int file);
    [DllImport("libc"), SuppressGCTransition] public static extern nint signal(int number, nint handler);
    [DllImport("libc"), SuppressGCTransition] public static extern int getppid();
    [DllImport("libc"), SuppressGCTransition] private static extern int open(byte* path, int flags);
    [DllImport("libc"), SuppressGCTransition] private static extern nint read(int file, byte* bytes, nint count);
    [DllImport("libc"), SuppressGCTransition] private static extern nint readlink(byte* path, byte* target, nint room);

    /// <summary>The main that the runtime brings: it starts the runtime and calls Program.</summary>
    [DllImport("libc"), SuppressGCTransition] public static extern int __real_main(int argc, byte** argv, byte** envp);

    /// <returns>The length of a file of /proc; <paramref name="room"/> where it can't be read or does not fit.</returns>
    /// <param name="path">A literal, which has a null byte behind it.</param>
    public static int Contents(ReadOnlySpan<byte> path, byte* into, int room)
    {
        int file;
        fixed (byte* name = path) file = open(name, 0);
        var length = (int)read(file, into, room);
        _ = close(file);
        return length >= 0 && length < room ? length : room;
    }

    public static bool IsProgramOfPid1()
    {
        const int Room = 256;
        byte* first = stackalloc byte[Room], own = stackalloc byte[Room];
        fixed (byte* firstLink = "/proc/1/exe"u8, ownLink = "/proc/self/exe"u8)
            return readlink(firstLink, first, Room) is > 0 and var length && readlink(ownLink, own, Room) == length
                && new ReadOnlySpan<byte>(first, (int)length).SequenceEqual(new(own, (int)length));
    }
}
