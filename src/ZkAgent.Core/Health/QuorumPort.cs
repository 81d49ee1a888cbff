using System.Globalization;

namespace ZkAgent.Core.Health;

/// <summary>What the kernel tells of a server's quorum port: only a leader listens on it, and the members that follow it are connected to it.</summary>
/// <param name="Listens">True while a process listens on it.</param>
/// <param name="Connected">Addresses that are connected to it.</param>
public readonly record struct QuorumPort(bool Listens, int Connected)
{
    // State column of /proc/net/tcp: include/net/tcp_states.h of Linux.
    private const string Established = "01";
    private const string Listening = "0A";

    /// <summary>Reads the lines of <c>/proc/net/tcp</c> and <c>/proc/net/tcp6</c>; what is no line of such a table is passed over.</summary>
    /// <param name="lines">The tables, one after the other.</param>
    /// <param name="port">The quorum port.</param>
    public static QuorumPort Read(IEnumerable<string> lines, int port)
    {
        var suffix = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        var listens = false;
        var connected = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            // The number of the line, the local and the remote address as HEX:PORT, the state; more follows.
            var columns = line.Split(' ', 5, StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length < 5 || !columns[1].EndsWith(suffix, StringComparison.Ordinal)) continue;
            if (columns[3] == Listening) listens = true;
            else if (columns[3] == Established) connected.Add(columns[2][..(columns[2].IndexOf(':') is var colon and >= 0 ? colon : 0)]);
        }
        return new(listens, connected.Count);
    }
}
