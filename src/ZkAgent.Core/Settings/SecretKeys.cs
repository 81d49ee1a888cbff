using ZkAgent.Core.Text;

namespace ZkAgent.Core.Settings;

/// <summary>Knows which zoo.cfg keys hold secrets, so that none is ever printed.</summary>
public static class SecretKeys
{
    /// <summary>What stands in a secret's place.</summary>
    public const string Hidden = "(hidden)";

    private static readonly string[] Endings = ["password", "passphrase", "secret", "superDigest"];

    private static readonly string[] OfZooKeeper = [.. ZooCfgKeys.All.Where(EndsAsSecret)];

    /// <summary>True for a secret's key, and for one that may be a misspelt secret's.</summary>
    public static bool IsSecret(string key) =>
        EndsAsSecret(key) || (!ZooCfgKeys.IsKnown(key) && NearestName.Find(key, OfZooKeeper) is not null);

    /// <summary>A value as it may be shown.</summary>
    public static string Shown(string key, string value) => IsSecret(key) ? Hidden : value;

    /// <summary>key=value words as they may be shown: a word that may be the tail of a secret with a blank in it is hidden as well.</summary>
    public static string ShownWords(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Any(w => IsSecret(w.Split('=')[0])) ? Hidden : words;

    private static bool EndsAsSecret(string key) => Endings.Any(e => key.EndsWith(e, StringComparison.OrdinalIgnoreCase));
}
