namespace ZkAgent.Core.Rendering;

/// <summary>Renders the security properties that the JVM reads in addition to those of its own java.security.</summary>
/// <remarks>
/// OpenJDK's java.security sets networkaddress.cache.negative.ttl=10, and a security property beats the system property
/// sun.net.inetaddr.negative.ttl (sun.net.InetAddressCachePolicy). Only a file of security properties changes it.
/// </remarks>
public static class JavaSecurity
{
    public const string FileName = "java.security";

    /// <summary>A peer's name that does not resolve yet is asked for again each time: its pod may be there a moment later.</summary>
    public static RenderedFile Render(string path) => new(path, ZooCfg.Header + "networkaddress.cache.negative.ttl=0\n");
}
