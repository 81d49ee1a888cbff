namespace ZkAgent.Core.Settings;

/// <summary>The keys of zoo.cfg that decide who ZooKeeper's super user is.</summary>
/// <remarks>DigestAuthenticationProvider of ZooKeeper 3.9. A value of zoo.cfg beats the same property on the command line.</remarks>
public static class SuperUserKeys
{
    public const string Digest = "DigestAuthenticationProvider.superDigest";
    public const string Algorithm = "DigestAuthenticationProvider.digestAlg";
    public const string Enabled = "DigestAuthenticationProvider.enabled";

    /// <summary>Java's names of the algorithms that .NET has too; Java compares them without regard to case.</summary>
    public static readonly IReadOnlySet<string> Algorithms = new HashSet<string>(["SHA1", "SHA-1", "SHA", "SHA-256", "SHA-384", "SHA-512", "MD5"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The user's own digest, as USER:BASE64; null where there is none.</summary>
    public static string? OwnDigest(ZooKeeperSettings settings) => Find(settings, Digest);

    /// <summary>The algorithm of every digest of this ZooKeeper.</summary>
    public static string AlgorithmOf(ZooKeeperSettings settings) => Find(settings, Algorithm) ?? "SHA1";

    private static string? Find(ZooKeeperSettings settings, string key) => settings.Keys.Where(k => k.Key == key).Select(k => k.Value).LastOrDefault();
}
