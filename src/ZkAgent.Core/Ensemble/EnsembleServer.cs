using System.Globalization;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Ensemble;

/// <summary>One server of the ensemble, as its server.N line says it.</summary>
/// <param name="Id">The N of server.N.</param>
/// <param name="Host">DNS name, IPv4 address, or IPv6 address without brackets.</param>
/// <param name="ServerPort">Where the leader listens to followers (2888).</param>
/// <param name="ElectionPort">Where votes arrive (3888).</param>
/// <param name="Role">Participant or observer.</param>
/// <param name="ClientPort">Where clients connect (2181).</param>
/// <param name="ClientAddress">The address clients are listened to on; null is every interface.</param>
public sealed record EnsembleServer(
    ServerId Id, string Host, int ServerPort, int ElectionPort, ServerRole Role, int ClientPort, string? ClientAddress = null)
{
    /// <summary>The first label of the host name: <c>zk-0</c> of <c>zk-0.zk-hs.default.svc.cluster.local</c>.</summary>
    public string ShortName => Host.Contains(':') || char.IsAsciiDigit(Host[^1]) && !Host.Contains('-') ? Host : Host.Split('.')[0];

    /// <summary>Only its own host reaches the client port: clients use the one with TLS, others ask the agent.</summary>
    public bool ClientsOnLoopbackOnly => ClientAddress is not null && HostText.IsLoopback(ClientAddress);

    /// <summary>Host and client port as clients write them; an IPv6 address in brackets.</summary>
    public string ClientEndpoint => string.Create(CultureInfo.InvariantCulture, $"{Bracketed(Host)}:{ClientPort}");

    /// <summary>An address as it stands before a colon and a port.</summary>
    public static string Bracketed(string host) => host.Contains(':') ? $"[{host}]" : host;
}
