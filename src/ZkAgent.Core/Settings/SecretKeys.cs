namespace ZkAgent.Core.Settings;

/// <summary>Knows which zoo.cfg keys hold secrets, so that none is ever printed.</summary>
public static class SecretKeys
{
    private static readonly string[] Endings = ["password", "superDigest"];

    public static bool IsSecret(string key) => Endings.Any(e => key.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>A value as it may be shown.</summary>
    public static string Shown(string key, string value) => IsSecret(key) ? "(hidden)" : value;
}
