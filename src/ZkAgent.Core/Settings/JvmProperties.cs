namespace ZkAgent.Core.Settings;

/// <summary>Reads <c>-Dzookeeper.KEY=VALUE</c> among the JVM's options as the value of that key of zoo.cfg.</summary>
/// <remarks>
/// ZooKeeper turns a line KEY=VALUE of zoo.cfg into the system property zookeeper.KEY, over one from the command line. So a line that the agent adds would beat
/// what the user wrote there. Keys that QuorumPeerConfig reads itself have no property, and some properties have no zookeeper. before their name.
/// </remarks>
internal static class JvmProperties
{
    private const string Prefix = "-Dzookeeper.";

    /// <summary>True for the origin of a value that stood among the JVM's options.</summary>
    public static bool IsOrigin(string origin) => origin.Contains($" {Prefix}", StringComparison.Ordinal);

    /// <summary>The keys that they set, and a sentence for each property that has no effect.</summary>
    public static (IReadOnlyDictionary<string, FoundValue> Keys, IReadOnlyList<string> Warnings) Read(JvmOptions options)
    {
        var keys = new Dictionary<string, FoundValue>(StringComparer.Ordinal);
        var warnings = new List<string>();
        foreach (var option in options.All)
        {
            if (!option.Text.StartsWith(Prefix, StringComparison.Ordinal)) continue;
            var equals = option.Text.IndexOf('=', StringComparison.Ordinal);
            // Without a value the property is the empty text, which no key of ZooKeeper takes for one.
            if (equals < 0 || equals == option.Text.Length - 1) continue;
            var key = option.Text[Prefix.Length..equals];
            var origin = $"{option.Variable} {Prefix}{key}";
            if (ZooCfgKeyAdvice.WhyNoProperty(key) is { } reason) warnings.Add($"{origin} has no effect: {reason}");
            else if (ZooCfgKeys.IsKnown(key)) keys[key] = new(option.Text[(equals + 1)..], origin);
        }
        return (keys, warnings);
    }
}
