namespace ZkAgent.Core.Tls;

/// <summary>Finds the alert of TLS in a message of OpenSSL.</summary>
public static class TlsAlert
{
    /// <summary>As OpenSSL names them in its messages: "…:ssl3_read_bytes:sslv3 alert certificate unknown".</summary>
    private const string Before = "alert ";

    /// <returns>As in "alert certificate unknown"; the message itself where it names none.</returns>
    public static string In(string message)
    {
        var start = message.LastIndexOf(Before, StringComparison.Ordinal);
        if (start < 0) return message.TrimEnd('.');
        var end = message.AsSpan(start).IndexOfAny(':', '.', '\n');
        return end < 0 ? message[start..] : message[start..(start + end)];
    }
}
