using System.Globalization;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Tls;

/// <summary>What a handshake with another member's election port showed, made with this member's own certificate.</summary>
/// <param name="Peer">The other member.</param>
public sealed record PeerHandshake(EnsembleServer Peer)
{
    /// <summary>False where the port took no connection at all: that has nothing to do with TLS.</summary>
    public bool Connected { get; init; }

    /// <summary>The issuer of the certificate that it showed; null where it showed none.</summary>
    public string? Issuer { get; init; }

    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>Whether it leads to a CA of our ca.crt.</summary>
    public bool SignedByCa { get; init; }

    /// <summary>How the other member refused our certificate, as TLS words it; null where it did not.</summary>
    public string? Refusal { get; init; }

    /// <summary>Why this member and that one can't reach each other, as the rest of a sentence; null where TLS is not the reason.</summary>
    public string? Problem(DateTimeOffset now) => this switch
    {
        { Connected: false } => null,
        { Issuer: null } => $"{Peer.ShortName} does not answer TLS on its election port; it may be at another step of ZK_QUORUM_TLS",
        { SignedByCa: false } => $"{Peer.ShortName} shows a certificate that is not signed by this member's ca.crt (its issuer is {Issuer})",
        { NotAfter: { } end } when end <= now => $"{Peer.ShortName} shows a certificate that expired on {end.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}",
        { Refusal: { } refusal } => $"{Peer.ShortName} refuses this member's certificate ({refusal})",
        _ => null,
    };

    /// <summary>One sentence about all of them; null where TLS is not the reason.</summary>
    public static string? Sentence(IEnumerable<PeerHandshake> handshakes, DateTimeOffset now) =>
        handshakes.Select(h => h.Problem(now)).OfType<string>().ToList() is { Count: > 0 } problems ? string.Join("; ", problems) : null;
}
