using System.Globalization;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Text;

namespace ZkAgent.Core.Settings;

/// <summary>What follows from a client port with TLS, for the port without it.</summary>
/// <remarks>
/// The agent asks ZooKeeper without TLS, so there is always a client port for it. Only the user closes that port:
/// with a new secureClientPort there may be clients that know no TLS yet.
/// </remarks>
internal static class SecureClients
{
    private const string PortKey = "secureClientPort";

    public static int? Port(IReadOnlyDictionary<string, string> others) =>
        others.TryGetValue(PortKey, out var text) ? ValueReaders.WholeNumber(text) : null;

    public static string? Address(IReadOnlyDictionary<string, string> others) =>
        others.TryGetValue("secureClientPortAddress", out var text) ? ServerSpec.Unbracketed(text) : null;

    /// <summary>What ZooKeeper needs in addition to the port: its default connection factory knows no TLS and ends the start with an exception.</summary>
    public static IEnumerable<(string Key, string Value)> Needs(IReadOnlyDictionary<string, string> others) =>
        Port(others) is null ? [] : [("serverCnxnFactory", "org.apache.zookeeper.server.NettyServerCnxnFactory")];

    public static void Judge(SettingValues read, IReadOnlyDictionary<string, string> others, EnsembleSettings ensemble, string? clientAddress, SecuritySettings security)
    {
        // A list may give each server its address.
        var open = clientAddress is null && ensemble.Servers?.All(s => s.ClientAddress is not null) != true;
        if (security.ClientTls == ClientTlsPhase.Off && Port(others) is { } secure && open && !read.IsRefused(SettingCatalog.ClientPortAddress))
            read.Warnings.Add(string.Create(CultureInfo.InvariantCulture,
                $"clients may still connect without TLS: port {ensemble.ClientPort} is open on every interface in addition to {PortKey} {secure}; {SettingCatalog.ClientPortAddress.Name}=127.0.0.1 leaves it to the agent alone, 0.0.0.0 says that both are meant"));
        else if (Port(others) is null && clientAddress is not null && HostText.IsLoopback(clientAddress))
            read.Warnings.Add($"no client can connect from another host: {SettingCatalog.ClientPortAddress.Name} is {clientAddress} and there is no {PortKey}");
    }
}
