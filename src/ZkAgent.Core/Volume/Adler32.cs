namespace ZkAgent.Core.Volume;

/// <summary>The checksum of ZooKeeper's logs and snapshots (RFC 1950), built up piece by piece.</summary>
public struct Adler32
{
    private const uint Modulus = 65521;

    /// <summary>So many bytes can be added before the sums have to be reduced.</summary>
    private const int Stretch = 5552;

    private uint _low = 1;
    private uint _high;

    public Adler32()
    {
    }

    public readonly uint Value => (_high << 16) | _low;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var (low, high) = (_low, _high);
        while (bytes.Length > 0)
        {
            var part = bytes[..Math.Min(bytes.Length, Stretch)];
            bytes = bytes[part.Length..];
            foreach (var b in part)
            {
                low += b;
                high += low;
            }
            low %= Modulus;
            high %= Modulus;
        }
        (_low, _high) = (low, high);
    }
}
