using System.Globalization;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Ensemble;

/// <summary>Ports of a server whose line leaves them out.</summary>
public readonly record struct ServerPorts(int Client, int Server, int Election);

/// <summary>Reads and writes a server.N line: <c>server.1=host:2888:3888[:role][;[address:]port]</c>.</summary>
/// <remarks>Grammar: QuorumPeer.QuorumServer. The client port is always written: without it, clients can't read it from the configuration.</remarks>
public static class ServerSpec
{
    /// <summary>What a line looks like, for a message.</summary>
    internal const string Form = "server.N=host:serverPort:electionPort[:participant|observer][;[address:]clientPort]";

    /// <summary>The line as zoo.cfg has it; the same on every member.</summary>
    public static string Format(EnsembleServer server) => string.Create(CultureInfo.InvariantCulture,
        $"server.{server.Id}={Address(server)};{ClientPart(server)}");

    /// <summary>A server from its line, or what was expected instead.</summary>
    public static (EnsembleServer? Server, string? Expected) Parse(string line, ServerPorts defaults)
    {
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0) return (null, Form);
        var name = line[..equals].Trim();
        if (name.StartsWith("server.", StringComparison.Ordinal)) name = name["server.".Length..];
        if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || !ServerId.IsValid(id))
            return (null, $"{Form} with N from {ServerId.Lowest} to {ServerId.Highest}");
        var value = line[(equals + 1)..].Trim();
        if (value.Contains('|')) return (null, $"one address for a server, {Form}");
        var semicolon = value.IndexOf(';', StringComparison.Ordinal);
        var (clientAddress, clientPort) = semicolon < 0 ? (null, defaults.Client) : Client(value[(semicolon + 1)..]);
        var (host, rest) = SplitHost(semicolon < 0 ? value : value[..semicolon]);
        // Some lists end names with a dot, so that no search domain is tried. Certificates, and the other members' lists, have the name without it.
        if (host is [.., not '.', '.']) host = host[..^1];
        if (!HostText.IsHost(host) || clientPort is null || clientAddress is not null && !HostText.IsHost(clientAddress)) return (null, Form);

        var parts = rest.Length == 0 ? [] : rest.Split(':');
        if (parts.Length is 1 or > 3) return (null, Form);
        var serverPort = parts.Length == 0 ? defaults.Server : Port(parts[0]);
        var electionPort = parts.Length == 0 ? defaults.Election : Port(parts[1]);
        ServerRole? role = parts.Length < 3 ? ServerRole.Participant : parts[2].ToLowerInvariant() switch
        {
            "participant" => ServerRole.Participant,
            "observer" => ServerRole.Observer,
            _ => null,
        };
        if (serverPort is null || electionPort is null || role is null) return (null, Form);
        if (serverPort == electionPort || serverPort == clientPort || electionPort == clientPort)
            return (null, "three different ports: for followers, for election, for clients");
        return (new(new(id), host, serverPort.Value, electionPort.Value, role.Value, clientPort.Value, clientAddress), null);
    }

    private static string Address(EnsembleServer s) => string.Create(CultureInfo.InvariantCulture,
        $"{EnsembleServer.Bracketed(s.Host)}:{s.ServerPort}:{s.ElectionPort}:{(s.Role == ServerRole.Observer ? "observer" : "participant")}");

    private static string ClientPart(EnsembleServer s) => s.ClientAddress is { } address
        ? string.Create(CultureInfo.InvariantCulture, $"{EnsembleServer.Bracketed(address)}:{s.ClientPort}")
        : s.ClientPort.ToString(CultureInfo.InvariantCulture);

    private static (string? Address, int? Port) Client(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon < 0) return (null, Port(text));
        return (Unbracketed(text[..colon]), Port(text[(colon + 1)..]));
    }

    /// <summary>The host and what follows its colon; an IPv6 address stands in brackets.</summary>
    private static (string Host, string After) SplitHost(string text)
    {
        if (text.StartsWith('['))
        {
            var end = text.IndexOf(']', StringComparison.Ordinal);
            if (end < 0 || end + 1 < text.Length && text[end + 1] != ':') return ("", "");
            return (text[1..end], text.Length > end + 2 ? text[(end + 2)..] : "");
        }
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
    }

    /// <summary>An address without the brackets that an IPv6 address has before a port.</summary>
    public static string Unbracketed(string address) =>
        address.Length > 2 && address[0] == '[' && address[^1] == ']' ? address[1..^1] : address;

    private static int? Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535 ? port : null;
}
