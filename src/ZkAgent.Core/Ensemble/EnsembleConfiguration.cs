using System.Globalization;

namespace ZkAgent.Core.Ensemble;

/// <summary>The list of servers that ZooKeeper keeps with dynamic membership, and its version.</summary>
/// <remarks>Source: QuorumVerifier.toString of ZooKeeper 3.9; the node /zookeeper/config and the files zoo.cfg.dynamic.VERSION have this text.</remarks>
/// <param name="Version">The zxid of the change that made it; 0 for a list that was written before a first election.</param>
/// <param name="Servers">The servers in the order of their ids.</param>
public sealed record EnsembleConfiguration(long Version, IReadOnlyList<EnsembleServer> Servers)
{
    private const string VersionKey = "version=";

    /// <summary>The version as ZooKeeper writes it: hexadecimal, without a prefix.</summary>
    public string VersionText => Version.ToString("x", CultureInfo.InvariantCulture);

    /// <summary>The servers in the order of their ids.</summary>
    public IReadOnlyList<EnsembleServer> Servers
    {
        get;
        init
        {
            field = value;
            // A copy with other servers has another topology, and a copy does not run initializers.
            Topology = new(value);
        }
    } = Servers;

    /// <summary>The voters, the observers and the quorum rule.</summary>
    public EnsembleTopology Topology { get; private init; } = new(Servers);

    /// <summary>True where an agent has changed it since it was a static list: the lower half of a version counts the changes since the election that gave it.</summary>
    public bool WasChanged => new Zxid(Version).Counter != 0;

    /// <summary>The server of an id; null where the configuration does not name it.</summary>
    public EnsembleServer? Find(ServerId id) => Servers.FirstOrDefault(s => s.Id == id);

    /// <summary>True where the configuration gives a vote to the server.</summary>
    public bool IsVoter(ServerId id) => Find(id) is { Role: ServerRole.Participant };

    /// <summary>The server lines, each with its line end, without the version: the content of a dynamic file.</summary>
    public string Lines => string.Concat(Servers.Select(s => ServerSpec.Format(s) + "\n"));

    /// <summary>Reads a version as ZooKeeper writes it; null where it is none.</summary>
    public static long? ParseVersion(string hexadecimal) =>
        long.TryParse(hexadecimal, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var version) && version >= 0 ? version : null;

    /// <summary>Reads the text of a configuration.</summary>
    /// <param name="text">Lines <c>server.N=…</c> and <c>version=HEX</c>; other lines are passed over.</param>
    /// <param name="version">The version where the text does not say it, because a file has it in its name.</param>
    /// <returns>Null where a server line can't be read, where there is none, or where no version is known.</returns>
    public static EnsembleConfiguration? Parse(string text, long? version = null)
    {
        List<EnsembleServer> servers = [];
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith(VersionKey, StringComparison.Ordinal))
            {
                version = ParseVersion(line[VersionKey.Length..]);
                if (version is null) return null;
            }
            // A file of properties that Java writes has the colons of a value escaped.
            else if (line.StartsWith("server.", StringComparison.Ordinal))
            {
                if (ServerSpec.Parse(line.Replace("\\:", ":", StringComparison.Ordinal), default).Server is not { } server) return null;
                servers.Add(server.ClientAddress is "0.0.0.0" ? server with { ClientAddress = null } : server);
            }
        }
        return servers.Count > 0 && version is { } known ? new(known, [.. servers.OrderBy(s => s.Id.Value)]) : null;
    }

    public bool Equals(EnsembleConfiguration? other) => other is not null && Version == other.Version && Servers.SequenceEqual(other.Servers);

    public override int GetHashCode() => HashCode.Combine(Version, Servers.Count);
}
