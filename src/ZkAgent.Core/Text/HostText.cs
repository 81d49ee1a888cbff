namespace ZkAgent.Core.Text;

/// <summary>Tells text that can be a host's name or address from text that would tear a server line apart.</summary>
public static class HostText
{
    private const int LongestName = 253;

    /// <summary>A DNS name, an underscore forgiven because Docker makes such names; no empty label, no dot at the end.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= LongestName && text.Split('.').All(label => label.Length is > 0 and <= 63 && label.All(IsLabelCharacter));

    /// <summary>A name, an IPv4 address, or an IPv6 address without brackets, a zone (<c>%eth0</c>) included.</summary>
    public static bool IsHost(string text) => text.Contains(':')
        ? text.Length <= LongestName && text.All(c => char.IsAsciiLetterOrDigit(c) || c is ':' or '.' or '%')
        : IsName(text);

    /// <summary>True for the addresses that mean every interface and no particular host.</summary>
    public static bool IsEveryInterface(string host) => host is "0.0.0.0" or "::" or "0:0:0:0:0:0:0:0";

    /// <summary>True for this host's addresses that no other host can reach.</summary>
    public static bool IsLoopback(string host) => host.StartsWith("127.", StringComparison.Ordinal) || host is "localhost" or "::1" or "0:0:0:0:0:0:0:1";

    private static bool IsLabelCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
}
