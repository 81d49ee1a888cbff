using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Settings;

/// <summary>Reads a whole server list, from ZK_SERVERS or from server.N keys of the file or the pass-through variables.</summary>
internal static class ServerList
{
    /// <summary>True for server.1 and for server.x, over which ZooKeeper ends.</summary>
    public static bool IsServerKey(string key) => key.StartsWith("server.", StringComparison.Ordinal);

    /// <summary>The servers in order of their ids, and whether there is a list; null when there is none or a line of it is wrong (then there is a problem).</summary>
    public static (IReadOnlyList<EnsembleServer>? Servers, bool Listed) Read(SettingValues read)
    {
        var defaults = new ServerPorts(
            Port(SettingCatalog.ClientPort), Port(SettingCatalog.ServerPort), Port(SettingCatalog.ElectionPort));
        var lines = Lines(read);
        if (lines.Count == 0) return (null, false);
        var servers = new List<EnsembleServer>();
        var right = true;
        foreach (var (line, origin) in lines)
        {
            var (server, expected) = ServerSpec.Parse(line, defaults);
            if (server is null) { Refuse(origin, line, expected!); continue; }
            if (servers.Any(s => s.Id == server.Id)) Refuse(origin, line, $"an id of its own: {server.Id} is taken by another server");
            else if (servers.FirstOrDefault(s => SharesPort(s, server)) is { } other) Refuse(origin, line, $"an address of its own: server.{other.Id} has the same host and one of the same ports");
            else servers.Add(server);
        }
        if (right && servers.All(s => s.Role == ServerRole.Observer))
            Refuse(lines[0].Origin, string.Join(' ', lines.Select(l => l.Line)), "at least one server that is not an observer");
        return (right ? [.. servers.OrderBy(s => s.Id.Value)] : null, true);

        void Refuse(string origin, string value, string expected)
        {
            right = false;
            read.Problems.Add(new(origin, value, expected));
        }

        int Port(Setting setting) => ValueReaders.WholeNumber(read.Resolver.Find(setting).Text) ?? 0;
    }

    /// <summary>True for two servers that could not listen at the same time.</summary>
    private static bool SharesPort(EnsembleServer one, EnsembleServer other) =>
        one.Host.Equals(other.Host, StringComparison.OrdinalIgnoreCase) && !HostText.IsEveryInterface(one.Host)
        && new[] { one.ServerPort, one.ElectionPort, one.ClientPort }.Intersect([other.ServerPort, other.ElectionPort, other.ClientPort]).Any();

    private static List<(string Line, string Origin)> Lines(SettingValues read)
    {
        var list = read.Raw(SettingCatalog.Servers);
        // The official image separates by blanks; commas are what people write.
        var words = list.Text.Split([' ', ',', '\n', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 0) return [.. words.Select(w => (w, list.Origin))];
        return [.. read.Resolver.OtherKeys().Where(k => IsServerKey(k.Key)).Select(k => ($"{k.Key}={k.Value.Text}", k.Value.Origin))];
    }
}
