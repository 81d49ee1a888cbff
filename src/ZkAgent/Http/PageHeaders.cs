namespace ZkAgent.Http;

/// <summary>The headers that keep the page to itself: no other origin's script, style, picture, frame or form.</summary>
internal static class PageHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly KeyValuePair<string, string>[] Always =
    [
        new("Content-Security-Policy", Policy), new("X-Content-Type-Options", "nosniff"), new("Referrer-Policy", "no-referrer"),
        new("Cross-Origin-Resource-Policy", "same-origin"),
    ];

    private static readonly KeyValuePair<string, string> Varies = new("Vary", "Accept");

    /// <summary>For figures: never stored.</summary>
    public static readonly IReadOnlyList<KeyValuePair<string, string>> Data = [.. Always, new("Cache-Control", "no-store")];

    /// <summary>For the table at the address of the page.</summary>
    public static readonly IReadOnlyList<KeyValuePair<string, string>> Table = [.. Data, Varies];

    /// <summary>For a part that never changes while the agent runs: asked for each time, and sent again only where it is another one.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Asset(string etag) => [.. Always, new("Cache-Control", "no-cache"), new("ETag", etag), Varies];
}
