using System.Globalization;

namespace ZkAgent.Core.Ensemble;

/// <summary>Where a client connects to.</summary>
/// <param name="Host">A name or an address; an IPv6 address without brackets.</param>
/// <param name="Port">The client port.</param>
public readonly record struct ClientTarget(string Host, int Port)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{EnsembleServer.Bracketed(Host)}:{Port}");
}

/// <summary>Reads what clients are given: <c>host:port,host:port/chroot</c>. The chroot, a client's matter, is passed over.</summary>
public static class ConnectString
{
    public const int DefaultPort = 2181;

    /// <summary>Returns every server listed, or one sentence why there is none.</summary>
    public static (IReadOnlyList<ClientTarget>? Targets, string? Problem) Parse(string text)
    {
        var slash = text.IndexOf('/');
        var list = slash < 0 ? text : text[..slash];
        var targets = new List<ClientTarget>();
        foreach (var part in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Target(part) is not { } target)
                return (null, $"cannot read \"{part}\" as a server to connect to: write host:port, with an IPv6 address in brackets, port 1 to 65535");
            targets.Add(target);
        }

        return targets.Count == 0
            ? (null, $"cannot read \"{text}\" as a connect string: it names no server; write host:port,host:port")
            : (targets, null);
    }

    private static ClientTarget? Target(string part)
    {
        if (part[0] == '[')
        {
            var close = part.IndexOf(']');
            if (close < 2) return null;
            return Of(part[1..close], part[(close + 1)..]);
        }

        var colon = part.IndexOf(':');
        // More than one colon and no brackets: an address, or an address and a port; the text is ambiguous.
        if (colon != part.LastIndexOf(':')) return null;
        return colon < 0 ? Of(part, "") : Of(part[..colon], part[colon..]);
    }

    private static ClientTarget? Of(string host, string portPart)
    {
        if (host.Length == 0 || host.Any(char.IsWhiteSpace)) return null;
        if (portPart.Length == 0) return new(host, DefaultPort);
        return portPart[0] == ':'
            && int.TryParse(portPart.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? new(host, port)
            : null;
    }
}
