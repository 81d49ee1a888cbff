namespace ZkAgent.Machine;

/// <summary>Makes text that cannot be guessed.</summary>
/// <remarks>From the kernel: .NET's own generator is in System.Security.Cryptography, whose first use without OpenSSL ends the process.</remarks>
internal static class RandomText
{
    private const int Bytes = 32;

    /// <returns>64 hexadecimal digits.</returns>
    public static string Create()
    {
        Span<byte> random = stackalloc byte[Bytes];
        using var source = File.OpenRead("/dev/urandom");
        source.ReadExactly(random);
        return Convert.ToHexStringLower(random);
    }
}
