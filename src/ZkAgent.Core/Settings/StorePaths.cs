namespace ZkAgent.Core.Settings;

/// <summary>The stores that the agent writes for ZooKeeper.</summary>
/// <param name="Port">client or quorum.</param>
public readonly record struct StorePaths(DirectorySettings Directories, string Port)
{
    /// <summary>Key and certificates.</summary>
    public string KeyStore => $"{Directories.Run}/tls/{Port}.pem";

    /// <summary>The CAs.</summary>
    public string TrustStore => $"{Directories.Run}/tls/{Port}-ca.pem";
}
