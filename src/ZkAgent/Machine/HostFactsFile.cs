using ZkAgent.Core.Discovery;

namespace ZkAgent.Machine;

/// <summary>Reads what the machine says of itself.</summary>
internal static class HostFactsFile
{
    public static HostFacts Read() => new(HostName.Full, TextOrEmpty("/etc/hosts"), TextOrEmpty("/etc/resolv.conf"));

    /// <summary>A file that is missing or unreadable says nothing, and what depends on it says so.</summary>
    private static string TextOrEmpty(string path)
    {
        try { return File.ReadAllText(path); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { return ""; }
    }
}
