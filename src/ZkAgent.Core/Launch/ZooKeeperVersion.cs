using System.Globalization;

namespace ZkAgent.Core.Launch;

/// <summary>A release of ZooKeeper: 3.9.3.</summary>
public readonly record struct ZooKeeperVersion(int Major, int Minor, int Patch) : IComparable<ZooKeeperVersion>
{
    private const string JarPrefix = "zookeeper-";
    private const string JarSuffix = ".jar";

    /// <summary>The first release whose server understands what we write: one port for clients per server line, exit codes, `srvr` whitelists.</summary>
    public static readonly ZooKeeperVersion OldestToRun = new(3, 5, 0);

    /// <summary>The first release that can be kept from voting with an empty database (db.autocreate, ZOOKEEPER-261).</summary>
    public static readonly ZooKeeperVersion OldestToGuard = new(3, 6, 0);

    /// <summary>The version in a jar's file name, if it is the server's: zookeeper-3.9.3.jar and zookeeper-3.4.5-cdh5.jar, not zookeeper-jute-3.9.3.jar.</summary>
    public static ZooKeeperVersion? FromJar(string fileName) =>
        fileName.StartsWith(JarPrefix, StringComparison.Ordinal) && fileName.EndsWith(JarSuffix, StringComparison.Ordinal)
            ? Parse(fileName[JarPrefix.Length..^JarSuffix.Length])
            : null;

    /// <summary>The newest version among the jars of one directory; null when none of them is ZooKeeper's.</summary>
    public static ZooKeeperVersion? Newest(IEnumerable<string> fileNames) => fileNames.Select(FromJar).Max();

    /// <summary>Reads up to the first dash: Debian's version string goes on with the literal ${mvngit.commit.id}.</summary>
    public static ZooKeeperVersion? Parse(string text)
    {
        var parts = text.Split('-')[0].Split('.');
        if (parts.Length is < 2 or > 3) return null;
        Span<int> numbers = stackalloc int[3];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i])) return null;
        }

        return new ZooKeeperVersion(numbers[0], numbers[1], numbers[2]);
    }

    public int CompareTo(ZooKeeperVersion other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    public static bool operator <(ZooKeeperVersion left, ZooKeeperVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(ZooKeeperVersion left, ZooKeeperVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(ZooKeeperVersion left, ZooKeeperVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ZooKeeperVersion left, ZooKeeperVersion right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}");
}
