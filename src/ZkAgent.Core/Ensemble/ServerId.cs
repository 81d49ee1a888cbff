using System.Globalization;

namespace ZkAgent.Core.Ensemble;

/// <summary>A server's number in the ensemble: the content of its myid file and the N of its server.N line.</summary>
/// <remarks>ZooKeeper checks no range at start, but session ids carry the number in one byte, and 255 fails once sessions of extended types exist.</remarks>
public sealed record ServerId(int Value)
{
    public const int Lowest = 0;
    public const int Highest = 254;

    public static bool IsValid(long value) => value is >= Lowest and <= Highest;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
