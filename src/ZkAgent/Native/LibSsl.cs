using System.Runtime.InteropServices;

namespace ZkAgent.Native;

/// <summary>Tells whether OpenSSL can be loaded.</summary>
/// <remarks>
/// .NET loads it at the first use of System.Security.Cryptography and aborts the process if it is missing. Code that uses that namespace asks here first.
/// </remarks>
internal static class LibSsl
{
    /// <summary>The names that .NET tries on Linux, in its order (opensslshim.c).</summary>
    private static readonly string[] Names = ["libssl.so.3", "libssl.so.1.1", "libssl.so.1.0.2", "libssl.so.1.0.0", "libssl.so.10"];

    public static bool IsAvailable { get; } = Names.Any(name => NativeLibrary.TryLoad(name, out _));
}
