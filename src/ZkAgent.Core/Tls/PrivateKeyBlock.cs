using System.Formats.Asn1;

namespace ZkAgent.Core.Tls;

/// <summary>A private key as a PEM file has it, and as ZooKeeper reads it: unencrypted PKCS#8 of RSA or an elliptic curve.</summary>
/// <param name="Pkcs8">The key as PKCS#8; null where it is encrypted or can't be used.</param>
/// <param name="Problem">Why it can't be used, as the rest of a sentence; null where it can.</param>
/// <param name="Encrypted">True for encrypted PKCS#8, which has to be decrypted first.</param>
public sealed record PrivateKeyBlock(PemBlock? Pkcs8, string? Problem, bool Encrypted = false)
{
    private const string Pkcs8Label = "PRIVATE KEY";
    private const string Rsa = "1.2.840.113549.1.1.1";
    private const string EllipticCurve = "1.2.840.10045.2.1";

    /// <summary>How to make a key that can be read.</summary>
    private const string Convert = "convert it with openssl pkcs8 -topk8 -nodes";

    /// <summary>Finds the key among the blocks of tls.key. Algorithm and form are checked; whether it belongs to the certificate is not.</summary>
    public static PrivateKeyBlock Of(string text)
    {
        var blocks = PemBlock.Read(text);
        var keys = blocks.Where(b => b.Label.EndsWith(Pkcs8Label, StringComparison.Ordinal)).ToList();
        if (keys.Count > 1) return new(null, $"has {keys.Count} private keys, expected one");
        if (text.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal)) return new(null, $"is encrypted in a form that ZooKeeper cannot read (PKCS#1); {Convert}");
        if (keys.Count == 0) return new(null, "has no private key, or it is cut off");
        try
        {
            return keys[0].Label switch
            {
                Pkcs8Label => Checked(keys[0].Data),
                "ENCRYPTED PRIVATE KEY" => new(keys[0], null, Encrypted: true),
                "RSA PRIVATE KEY" => Checked(Wrapped(Rsa, static algorithm => algorithm.WriteNull(), keys[0].Data)),
                "EC PRIVATE KEY" => FromSec1(keys[0].Data, blocks.FirstOrDefault(b => b.Label == "EC PARAMETERS")?.Data),
                var other => new(null, $"has a key of a kind that ZooKeeper cannot read ({other}); use RSA or ECDSA"),
            };
        }
        catch (AsnContentException)
        {
            return new(null, "has no private key that can be read");
        }
    }

    /// <summary>The same key, decrypted.</summary>
    public static PrivateKeyBlock Decrypted(byte[] pkcs8) => Checked(pkcs8);

    private static PrivateKeyBlock Checked(byte[] pkcs8)
    {
        var key = new AsnReader(pkcs8, AsnEncodingRules.BER).ReadSequence();
        key.TryReadInt32(out _);
        return key.ReadSequence().ReadObjectIdentifier() switch
        {
            Rsa or EllipticCurve => new(new(Pkcs8Label, pkcs8), null),
            "1.3.101.112" => new(null, "is an Ed25519 key, which ZooKeeper 3.9 cannot read; use RSA or ECDSA"),
            var other => new(null, $"is a key of an algorithm that ZooKeeper cannot read ({other}); use RSA or ECDSA"),
        };
    }

    /// <summary>RFC 5915: the curve stands in the key, in a block of its own, or in both.</summary>
    private static PrivateKeyBlock FromSec1(byte[] sec1, byte[]? parameters)
    {
        var key = new AsnReader(sec1, AsnEncodingRules.BER).ReadSequence();
        key.TryReadInt32(out _);
        key.ReadOctetString();
        var tag = new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true);
        var curve = key.HasData && key.PeekTag().HasSameClassAndValue(tag) ? key.ReadSequence(tag).ReadEncodedValue().ToArray() : parameters;
        return curve is null
            ? new(null, $"is an EC key without its curve; {Convert}")
            : Checked(Wrapped(EllipticCurve, algorithm => algorithm.WriteEncodedValue(curve), sec1));
    }

    /// <summary>RFC 5208: version, algorithm, key.</summary>
    private static byte[] Wrapped(string algorithm, Action<AsnWriter> parameters, byte[] key)
    {
        // What is wrapped has to be a whole ASN.1 value itself.
        new AsnReader(key, AsnEncodingRules.BER).ReadSequence();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(algorithm);
                parameters(writer);
            }
            writer.WriteOctetString(key);
        }
        return writer.Encode();
    }
}
