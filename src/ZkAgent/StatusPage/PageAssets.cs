using System.Reflection;
using ZkAgent.Core.Status;

namespace ZkAgent.StatusPage;

/// <summary>A part of the page that never changes while the agent runs.</summary>
/// <param name="ContentType">What it is.</param>
/// <param name="Body">Its bytes.</param>
/// <param name="ETag">Changes with the bytes.</param>
internal sealed record PageAsset(string ContentType, ReadOnlyMemory<byte> Body, string ETag);

/// <summary>The page's parts, embedded in the binary and read when the first browser asks: an agent that no browser asks keeps none of them in memory.</summary>
internal static class PageAssets
{
    private static readonly Lazy<PageAsset> Page = new(() => Read("text/html; charset=utf-8", "page.html"));

    /// <summary>One script of several files, each about one thing.</summary>
    private static readonly Lazy<PageAsset> Script = new(() => Read("text/javascript; charset=utf-8", "elements.js", "words.js", "curves.js", "timeline.js", "cards.js", "sections.js", "page.js"));

    private static readonly Lazy<PageAsset> Style = new(() => Read("text/css; charset=utf-8", "page.css"));
    private static readonly Lazy<PageAsset> Icon = new(() => Read("image/svg+xml", "icon.svg"));
    private static readonly Lazy<PageAsset> RunbookLines = new(() => Of("application/json", RunbookJson.Write(Runbook).ToArray()));
    private static readonly Lazy<Runbook> Lines = new(() => Runbook.Parse(System.Text.Encoding.UTF8.GetString(Bytes("troubleshooting.md"))));

    /// <summary>What to do about each message: docs/troubleshooting.md.</summary>
    public static Runbook Runbook => Lines.Value;

    /// <summary>The part at a path; null where there is none.</summary>
    public static PageAsset? At(string path) => path switch
    {
        "/" => Page.Value,
        "/page/page.js" => Script.Value,
        "/page/page.css" => Style.Value,
        "/page/icon.svg" => Icon.Value,
        "/page/runbook.json" => RunbookLines.Value,
        _ => null,
    };

    private static PageAsset Read(string contentType, params ReadOnlySpan<string> names)
    {
        using var all = new MemoryStream();
        foreach (var name in names) all.Write(Bytes(name));
        return Of(contentType, all.ToArray());
    }

    private static PageAsset Of(string contentType, byte[] body) => new(contentType, body, $"\"{Hash(body):x16}\"");

    private static byte[] Bytes(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"page/{name}") ?? throw new InvalidOperationException($"cannot find the resource page/{name} in the binary");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>FNV-1a. It tells two builds apart; the framework's hashes need OpenSSL.</summary>
    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 14695981039346656037;
        foreach (var value in bytes) hash = (hash ^ value) * 1099511628211;
        return hash;
    }
}
