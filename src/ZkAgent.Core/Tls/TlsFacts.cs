namespace ZkAgent.Core.Tls;

/// <summary>A mounted file.</summary>
/// <param name="Name">Its name in the directory: tls.crt.</param>
/// <param name="Text">Its content; null where it can't be read.</param>
/// <param name="Failure">Why not, as the rest of a sentence.</param>
public sealed record TlsFileText(string Name, string? Text, string? Failure = null);

/// <summary>The mounted files of a port, and what was checked of them with OpenSSL.</summary>
/// <param name="Certificate">tls.crt.</param>
/// <param name="Key">tls.key.</param>
/// <param name="Ca">ca.crt.</param>
public sealed record TlsFacts(TlsFileText Certificate, TlsFileText Key, TlsFileText Ca)
{
    /// <summary>The key, unencrypted.</summary>
    public PrivateKeyBlock? PrivateKey { get; init; }

    /// <summary>The certificates of tls.crt in their order.</summary>
    public IReadOnlyList<CertificateFacts> Chain { get; init; } = [];

    /// <summary>The certificates of ca.crt.</summary>
    public IReadOnlyList<CertificateFacts> Authorities { get; init; } = [];

    /// <summary>Why a certificate can't be read at all, as the rest of a sentence.</summary>
    public string? Unreadable { get; init; }

    /// <summary>Whether the certificate leads to one of ca.crt, dates left aside; null where that was not checked.</summary>
    public bool? SignedByCa { get; init; }
}
