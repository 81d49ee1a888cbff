using ZkAgent.Core.Settings;

namespace ZkAgent.Core.Families;

/// <summary>The key of zoo.cfg that a variable of Confluent's image stands for: <c>ZOOKEEPER_MAX_CLIENT_CNXNS</c> is maxClientCnxns.</summary>
internal static class ConfluentKeys
{
    private const string Prefix = "ZOOKEEPER_";

    /// <summary>The words of a key are separated by underscores, and those before its dots may be left out.</summary>
    private static readonly Dictionary<string, string> ByLetters = ZooCfgKeys.All
        .GroupBy(Letters, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Order(StringComparer.Ordinal).First(), StringComparer.Ordinal);

    /// <summary>Fixed in that image, so that a variable of that name must not lead to another volume than its data is on.</summary>
    private static readonly HashSet<string> Fixed = ["dataDir", "dataLogDir", "dynamicConfigFile"];

    /// <summary>Null for a variable that stands for no key.</summary>
    public static string? KeyOf(string name)
    {
        if (!name.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var words = name[Prefix.Length..];
        // ZooKeeper reads it from the command line only; the variable had no effect there either, which its reader is told.
        if (words == "JUTE_MAX_BUFFER") return "jute.maxbuffer";
        if (words.StartsWith("AUTH_PROVIDER_", StringComparison.Ordinal) && words.Length > "AUTH_PROVIDER_".Length)
            return "authProvider." + words["AUTH_PROVIDER_".Length..].ToLowerInvariant();
        return ByLetters.TryGetValue(Letters(words), out var key) && !Fixed.Contains(key) ? key : null;
    }

    private static string Letters(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
