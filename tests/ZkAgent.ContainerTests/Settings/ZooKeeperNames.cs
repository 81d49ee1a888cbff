using System.IO.Compression;
using System.Text.RegularExpressions;

namespace ZkAgent.ContainerTests.Settings;

/// <summary>Finds the names of settings among the text constants of ZooKeeper's jars.</summary>
/// <remarks>
/// A line a name, sorted: "property K" for the system property zookeeper.K, "key K" for a key that QuorumPeerConfig compares with, "tls K" for the end
/// of a property of X509Util, whose beginning is zookeeper.ssl. or zookeeper.ssl.quorum., and "client-tls K" for one that clients' TLS alone has.
/// </remarks>
internal static partial class ZooKeeperNames
{
    /// <summary>Constants of those classes that look like names and are values.</summary>
    private static readonly HashSet<string> Noise =
        ["true", "false", "observer", "participant", "version", "group", "weight", "myid", "x509", "java.specification.version", "ocsp.enable"];

    [GeneratedRegex(@"^zookeeper\.([A-Za-z0-9._-]*[A-Za-z0-9])$")]
    private static partial Regex Property();

    [GeneratedRegex(@"^(?!org\.)[a-z][A-Za-z.-]*[A-Za-z]$")]
    private static partial Regex Key();

    [GeneratedRegex(@"^(?!(com|jdk|zookeeper)\.)[a-z][A-Za-z]*(\.[A-Za-z]+)*$")]
    private static partial Regex Tls();

    /// <param name="jars">The bytes of each jar.</param>
    public static IReadOnlyList<string> Of(params IEnumerable<byte[]> jars)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var jar in jars)
        {
            using var archive = new ZipArchive(new MemoryStream(jar));
            foreach (var entry in archive.Entries.Where(e => e.Name.EndsWith(".class", StringComparison.Ordinal)))
            {
                using var content = new MemoryStream();
                using (var stream = entry.Open()) stream.CopyTo(content);
                names.UnionWith(ClassFile.Strings(content.GetBuffer().AsSpan(0, (int)content.Length)).Select(text => Name(entry.Name, text)).OfType<string>());
            }
        }
        return [.. names];
    }

    private static string? Name(string file, string text) => Property().Match(text) is { Success: true } property
        ? $"property {property.Groups[1].Value}"
        : Noise.Contains(text) ? null
        : file switch
        {
            "QuorumPeerConfig.class" when Key().IsMatch(text) => $"key {text}",
            "X509Util.class" when Tls().IsMatch(text) => $"tls {text}",
            "ClientX509Util.class" when Tls().IsMatch(text) => $"client-tls {text}",
            _ => null,
        };
}
