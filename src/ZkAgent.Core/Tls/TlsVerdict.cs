using ZkAgent.Core.Rendering;

namespace ZkAgent.Core.Tls;

/// <summary>What follows from the mounted files of a port.</summary>
/// <param name="Problem">Why they can't be used, one sentence; null where they can.</param>
/// <param name="Warnings">What works and needs attention, a sentence each.</param>
public sealed record TlsVerdict(string? Problem, IReadOnlyList<string> Warnings)
{
    /// <summary>The CAs for ZooKeeper; null where there is a problem or the port needs none. Written first: what the new key store shows must be trusted already.</summary>
    public RenderedFile? TrustStore { get; init; }

    /// <summary>Key and chain for ZooKeeper; null where there is a problem.</summary>
    public RenderedFile? KeyStore { get; init; }

    /// <summary>The port's own certificate; null where it was not read.</summary>
    public CertificateFacts? Leaf { get; init; }

    /// <summary>The CAs of ca.crt.</summary>
    public IReadOnlyList<CertificateFacts> Authorities { get; init; } = [];
}
