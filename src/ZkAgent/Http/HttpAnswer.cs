namespace ZkAgent.Http;

/// <summary>What the agent answers to one request.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">What the body is.</param>
/// <param name="Body">The body as bytes.</param>
internal readonly record struct HttpAnswer(int Status, string ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>Further headers; null for none.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Headers { get; init; }

    public const string Plain = "text/plain; charset=utf-8";
    public const string Json = "application/json";

    public static HttpAnswer Text(int status, string body) =>
        new(status, Plain, System.Text.Encoding.UTF8.GetBytes(body));
}
