using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Tls;

/// <summary>A port with TLS and where its certificate is.</summary>
/// <param name="Name">client or quorum: the label of metrics.</param>
/// <param name="Files">The mounted files.</param>
/// <param name="Stores">What the agent writes for ZooKeeper.</param>
/// <param name="DirectorySetting">The setting that names the directory.</param>
public sealed record TlsPort(string Name, TlsFiles Files, StorePaths Stores, Setting DirectorySetting)
{
    /// <summary>The setting that names the file with the key's password.</summary>
    public required Setting KeyPasswordSetting { get; init; }

    /// <summary>True where the other side of a connection has to show a certificate of ca.crt, so that the port needs a CA.</summary>
    public required bool ChecksPeers { get; init; }

    /// <summary>True between members: each of them connects to and accepts the others with the same certificate.</summary>
    public required bool Quorum { get; init; }

    /// <summary>True where ZooKeeper is useless with an expired certificate on this port.</summary>
    public required bool NeedsValidDates { get; init; }

    /// <summary>True where ZooKeeper reads a store of the user's own.</summary>
    public bool PassedThrough => Files.KeyStore is not null;

    /// <summary>As in "of the client port".</summary>
    public string Text => $"the {Name} port";

    /// <summary>The ports that have TLS by the settings.</summary>
    /// <param name="standalone">True for a server without other members.</param>
    public static IReadOnlyList<TlsPort> Of(AgentSettings settings, bool standalone)
    {
        var security = settings.Security;
        var ports = new List<TlsPort>();
        if (security.ClientTls != ClientTlsPhase.Off)
            ports.Add(new("client", security.ClientTlsFiles, new(settings.Directories, "client"), SecurityCatalog.ClientTlsDir)
            {
                KeyPasswordSetting = SecurityCatalog.ClientTlsKeyPasswordFile, ChecksPeers = security.ClientTlsAuth != "none", Quorum = false, NeedsValidDates = security.ClientTls == ClientTlsPhase.Only,
            });
        if (security.QuorumTls != QuorumTlsPhase.Off && !standalone)
            ports.Add(new("quorum", security.QuorumTlsFiles, new(settings.Directories, "quorum"), SecurityCatalog.QuorumTlsDir)
            {
                KeyPasswordSetting = SecurityCatalog.QuorumTlsKeyPasswordFile, ChecksPeers = true, Quorum = true, NeedsValidDates = true,
            });
        return ports;
    }
}
