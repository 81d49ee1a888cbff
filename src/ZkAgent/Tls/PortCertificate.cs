using ZkAgent.Core.Tls;

namespace ZkAgent.Tls;

/// <summary>What is known of a port's certificate: what the mounted files have, what ZooKeeper has, and what the port shows.</summary>
internal sealed class PortCertificate(TlsPort port)
{
    private volatile TlsVerdict? _taken;
    private volatile string? _refused;
    private volatile ServedCertificate? _served;
    private long _takenCount, _refusedCount;

    public TlsPort Port => port;

    /// <summary>What ZooKeeper was given; null before that.</summary>
    public TlsVerdict? Taken
    {
        get => _taken;
        set => _taken = value;
    }

    /// <summary>Why the mounted files are not used, while ZooKeeper has earlier ones; null where they are.</summary>
    public string? Refused
    {
        get => _refused;
        set => _refused = value;
    }

    /// <summary>The last look at the port; null before the first.</summary>
    public ServedCertificate? Served
    {
        get => _served;
        set => _served = value;
    }

    /// <summary>How often a change of the files was taken, and how often it was refused.</summary>
    public (long Taken, long Refused) Reloads => (Interlocked.Read(ref _takenCount), Interlocked.Read(ref _refusedCount));

    public void CountReload(bool taken) => Interlocked.Increment(ref taken ? ref _takenCount : ref _refusedCount);
}

/// <summary>What a port showed in a handshake.</summary>
/// <param name="At">When, as a timestamp of the clock.</param>
/// <param name="Data">The certificate, DER; null where there was none.</param>
/// <param name="NotAfter">Its end; null where there was none.</param>
/// <param name="Problem">Why there was none, one sentence; null where there was one.</param>
internal sealed record ServedCertificate(long At, byte[]? Data, DateTimeOffset? NotAfter, string? Problem);
