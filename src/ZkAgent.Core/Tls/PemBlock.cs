using System.Security.Cryptography;

namespace ZkAgent.Core.Tls;

/// <summary>One block of a PEM file (RFC 7468).</summary>
/// <param name="Label">As in BEGIN label.</param>
/// <param name="Data">The decoded content.</param>
public sealed record PemBlock(string Label, byte[] Data)
{
    public const string Certificate = "CERTIFICATE";

    /// <summary>All blocks in their order; text around them is passed over. A block that is cut off ends the list.</summary>
    /// <remarks>PemEncoding is managed code: it needs no libssl.</remarks>
    public static IReadOnlyList<PemBlock> Read(string text)
    {
        var blocks = new List<PemBlock>();
        for (var rest = text.AsSpan(); PemEncoding.TryFind(rest, out var found); rest = rest[found.Location.End..])
            blocks.Add(new(rest[found.Label].ToString(), Convert.FromBase64String(rest[found.Base64Data].ToString())));
        return blocks;
    }

    /// <summary>As a PEM block that ends with a newline.</summary>
    public string Text => PemEncoding.WriteString(Label, Data) + "\n";
}
