using ZkAgent.Core.Text;

namespace ZkAgent.Core.Settings;

/// <summary>Tells the variables that Kubernetes injects for each Service from those a user wrote.</summary>
/// <remarks>
/// A Service named <c>zk-client</c> puts <c>ZK_CLIENT_PORT=tcp://10.0.0.7:2181</c> into every pod of its namespace
/// (<see href="https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables"/>), which is
/// the very name under which users set the client port.
/// </remarks>
public static class ServiceLink
{
    private static readonly string[] Schemes = ["tcp://", "udp://", "sctp://"];

    private static readonly string[] Suffixes = ["_SERVICE_HOST", "_SERVICE_PORT", "_ADDR", "_PROTO"];

    private static readonly string[] Parts = ["_SERVICE_PORT_", "_TCP_PORT", "_UDP_PORT", "_SCTP_PORT"];

    public static bool IsValue(string value) => Schemes.Any(s => value.StartsWith(s, StringComparison.Ordinal));

    public static bool IsName(string name) =>
        Parts.Any(p => name.Contains(p, StringComparison.Ordinal)) || Suffixes.Any(s => name.EndsWith(s, StringComparison.Ordinal));

    /// <summary>Why a variable is left out, with the name of the Service that causes it.</summary>
    public static string Explain(string name, string value)
    {
        var service = name.EndsWith("_PORT", StringComparison.Ordinal)
            ? name[..^"_PORT".Length].ToLowerInvariant().Replace('_', '-')
            : name.ToLowerInvariant();
        return $"{name}={LogEscaping.Quote(value)} is ignored: Kubernetes sets it for the Service {service}, not the operator; enableServiceLinks: false in the pod spec takes it away";
    }
}
