namespace ZkAgent.Core.Tls;

/// <summary>Compares the certificate that a port shows with the one that ZooKeeper was given.</summary>
public static class ServedPort
{
    /// <summary>While the port shows what it should. ZooKeeper logs each look as an error.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromMinutes(10);

    /// <summary>While it does not.</summary>
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(15);

    /// <summary>How long until the next look.</summary>
    public static TimeSpan Interval(bool current) => current ? Calm : Often;

    /// <summary>True where the port shows that certificate; also where there is none to compare with.</summary>
    public static bool IsCurrent(CertificateFacts? given, byte[]? served) => given is null || (served is not null && served.AsSpan().SequenceEqual(given.Block.Data));

    /// <param name="port">The port.</param>
    /// <param name="given">The certificate that ZooKeeper was given; null for a store of the user's own.</param>
    /// <param name="served">The certificate that the port showed, DER; null where it showed none.</param>
    /// <param name="trouble">Why it showed none, as the rest of a sentence.</param>
    /// <returns>One sentence; null where all is well.</returns>
    public static string? Problem(TlsPort port, CertificateFacts? given, byte[]? served, string? trouble)
    {
        if (trouble is not null) return $"ZooKeeper serves no TLS on {port.Text}: {trouble}; its log may name the cause";
        return IsCurrent(given, served) ? null : $"ZooKeeper shows another certificate on {port.Text} than that of {port.DirectorySetting.Name}";
    }
}
