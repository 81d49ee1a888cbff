namespace ZkAgent.Core.Tls;

/// <summary>What a certificate says of itself.</summary>
/// <param name="Block">The certificate as it is in the file.</param>
/// <param name="Subject">The distinguished name.</param>
/// <param name="Issuer">Of the CA that signed it.</param>
/// <param name="NotBefore">UTC.</param>
/// <param name="NotAfter">UTC.</param>
public sealed record CertificateFacts(PemBlock Block, string Subject, string Issuer, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    /// <summary>DNS names and addresses of the extension subjectAltName.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>True where the extended key usage lets a server use it, or says nothing.</summary>
    public bool ForServers { get; init; } = true;

    /// <summary>The same for clients.</summary>
    public bool ForClients { get; init; } = true;

    /// <summary>True where the private key is that of this certificate; null where that was not checked.</summary>
    public bool? HasTheKey { get; init; }

    /// <summary>True for one of its names, a wildcard in the first label included (RFC 6125).</summary>
    public bool IsFor(string host) => Names.Any(name => name.Equals(host, StringComparison.OrdinalIgnoreCase)
        || (name.StartsWith("*.", StringComparison.Ordinal) && host.IndexOf('.') is > 0 and var dot && name.AsSpan(1).Equals(host.AsSpan(dot), StringComparison.OrdinalIgnoreCase)));
}
