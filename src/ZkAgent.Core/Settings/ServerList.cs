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
        // A template that found no members leaves separators: without a list this member would be an only server.
        if (read.Raw(SettingCatalog.Servers) is { Text.Length: > 0 } empty && ServerListText.Read(empty.Text).Servers.Count == 0)
        {
            read.Problems.Add(new(empty.Origin, empty.Text, $"a list with at least one server, {ServerListText.Form}; remove it if there is no list"));
            return (null, true);
        }
        var (lines, wrong) = Lines(read);
        if (lines.Count == 0) return (null, false);
        if (wrong is { } whole)
        {
            read.Problems.Add(new(lines[0].Origin, read.Resolver.Find(SettingCatalog.Servers).Text, whole));
            return (null, true);
        }
        var servers = new List<EnsembleServer>();
        var right = true;
        foreach (var (listed, origin) in lines)
        {
            var (server, expected) = listed.Line is { } line ? ServerSpec.Parse(line, defaults) : (null, ServerSpec.Form);
            if (server is null) { Refuse(origin, listed.Text, listed.Named ? expected! : expected!.Replace(ServerSpec.Form, ServerListText.Form, StringComparison.Ordinal)); continue; }
            if (servers.Any(s => s.Id == server.Id)) Refuse(origin, listed.Text, $"an id of its own: {server.Id} is taken by another server");
            else if (servers.FirstOrDefault(s => SharesPort(s, server)) is { } other) Refuse(origin, listed.Text, $"an address of its own: server.{other.Id} has the same host and one of the same ports");
            else servers.Add(server);
        }
        if (right && servers.All(s => s.Role == ServerRole.Observer))
            Refuse(lines[0].Origin, string.Join(' ', lines.Select(l => l.Server.Text)), "at least one server that is not an observer");
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

    private static (List<(ListedServer Server, string Origin)> Lines, string? Expected) Lines(SettingValues read)
    {
        var list = read.Raw(SettingCatalog.Servers);
        var (servers, expected) = ServerListText.Read(list.Text);
        if (servers.Count > 0) return ([.. servers.Select(s => (s, list.Origin))], expected);
        return ([.. read.Resolver.OtherKeys().Where(k => IsServerKey(k.Key)).Select(k => $"{k.Key}={k.Value.Text}" is var line ? (new ListedServer(line, line, Named: true), k.Value.Origin) : default)], null);
    }
}
