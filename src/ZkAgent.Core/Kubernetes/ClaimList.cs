using System.Text.Json;

namespace ZkAgent.Core.Kubernetes;

/// <summary>One page of a list of PersistentVolumeClaims.</summary>
/// <param name="Names">The names of the claims.</param>
/// <param name="Continue">What asks for the next page; null on the last one.</param>
public sealed record ClaimList(IReadOnlyList<string> Names, string? Continue)
{
    /// <summary>Reads the body of an answer, a list of whole objects or of their metadata; null where it is none.</summary>
    public static ClaimList? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            var json = new Utf8JsonReader(body);
            List<string>? names = null;
            string? next = null;
            json.Read();
            while (JsonObjects.Next(ref json) is { } property)
            {
                switch (property)
                {
                    case "items" when json.TokenType == JsonTokenType.StartArray: names = JsonObjects.Names(ref json); break;
                    case "metadata":
                        while (JsonObjects.Next(ref json) is { } key)
                        {
                            if (key == "continue") next = json.GetString();
                            else json.Skip();
                        }
                        break;
                    default: json.Skip(); break;
                }
            }
            return names is null ? null : new(names, next is { Length: > 0 } ? next : null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
