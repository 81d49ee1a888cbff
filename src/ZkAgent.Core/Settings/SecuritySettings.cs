namespace ZkAgent.Core.Settings;

/// <summary>TLS and authentication.</summary>
public sealed record SecuritySettings
{
    public required ClientTlsPhase ClientTls { get; init; }

    /// <summary>Port for clients with TLS.</summary>
    public required int ClientTlsPort { get; init; }

    /// <summary>need, want or none.</summary>
    public required string ClientTlsAuth { get; init; }

    /// <summary>Comma-separated.</summary>
    public required string ClientTlsProtocols { get; init; }
    public required TlsFiles ClientTlsFiles { get; init; }
    public required QuorumTlsPhase QuorumTls { get; init; }
    public required TlsFiles QuorumTlsFiles { get; init; }
    public required QuorumSaslPhase QuorumSasl { get; init; }
    public required SaslUserSource QuorumUser { get; init; }

    /// <summary>Other users that members accept, such as the second one during a change of the password.</summary>
    public required IReadOnlyList<SaslUserSource> OtherQuorumUsers { get; init; }
    public required ClientSaslPhase ClientSasl { get; init; }
    public required string ClientUsersDirectory { get; init; }

    /// <summary>Users of variables, which count instead of the directory; null: the directory counts.</summary>
    public required IReadOnlyList<SaslUserSource>? ClientUsers { get; init; }

    /// <summary>The user of the JAAS file's section Client, for a client in the container; null: no such section.</summary>
    public required SaslUserSource? ShellUser { get; init; }

    /// <summary>True where a new ensemble's root is for the users only.</summary>
    public required bool RootForUsers { get; init; }

    /// <summary>The user's own JAAS file; null where the agent writes it.</summary>
    public required string? JaasFile { get; init; }

    public bool UsesSasl => QuorumSasl != QuorumSaslPhase.Off || ClientSasl != ClientSaslPhase.Off;

    public bool UsesTls => ClientTls != ClientTlsPhase.Off || QuorumTls != QuorumTlsPhase.Off;

    public SecurityPhases Phases => new(ClientTls, QuorumTls, QuorumSasl, ClientSasl);
}

/// <summary>Where the certificate of a port is.</summary>
/// <param name="Directory">The directory with tls.crt, tls.key and ca.crt.</param>
/// <param name="KeyPasswordFile">The file with the password of the key; null: the key is not encrypted.</param>
/// <param name="KeyStore">A store that ZooKeeper reads instead; null: the directory counts.</param>
/// <param name="TrustStore">The same for the CA.</param>
public sealed record TlsFiles(string Directory, string? KeyPasswordFile, StoreFile? KeyStore, StoreFile? TrustStore);

/// <summary>A JKS or PKCS#12 store.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="PasswordFile">Null: it has no password.</param>
public sealed record StoreFile(string Path, string? PasswordFile);
