using System.Globalization;
using ZkAgent.Core.Rendering;

namespace ZkAgent.Core.Tls;

/// <summary>Decides whether the mounted files of a port can be used, and makes ZooKeeper's stores of them.</summary>
/// <remarks>ZooKeeper 3.9 starts with any of these faults, closes each connection, and its log does not name the cause; each was tried.</remarks>
public static class TlsCheck
{
    /// <summary>From here on the end of a certificate is warned of.</summary>
    public static readonly TimeSpan EndsSoon = TimeSpan.FromDays(14);

    /// <param name="port">The port and its settings.</param>
    /// <param name="facts">What was read.</param>
    /// <param name="now">The time that the dates of the certificates are compared with.</param>
    /// <param name="host">This member's name.</param>
    /// <param name="user">The uid that reads the files.</param>
    public static TlsVerdict Decide(TlsPort port, TlsFacts facts, DateTimeOffset now, string host, uint user)
    {
        var leaf = Leaf(facts);
        var expired = leaf is not null && leaf.NotAfter <= now;
        var problem = FileProblem(port, facts, user) ?? KeyProblem(facts) ?? facts.Unreadable
            ?? (leaf is null ? null : CertificateProblem(port, facts, leaf, now, expired && port.NeedsValidDates));
        if (problem is not null) return new($"cannot use {port.DirectorySetting.Name}={port.Files.Directory}: {problem}", []) { Leaf = leaf };
        return new(null, leaf is null ? [] : [.. Warnings(port, facts, leaf, now, host, expired)])
        {
            Leaf = leaf,
            Authorities = facts.Authorities,
            TrustStore = port.ChecksPeers ? new(port.Stores.TrustStore, Certificates(facts.Ca)) : null,
            KeyStore = new(port.Stores.KeyStore, facts.PrivateKey!.Pkcs8!.Text + (leaf is null ? Certificates(facts.Certificate) : string.Concat(LeafFirst(facts.Chain, leaf).Select(c => c.Block.Text))), RenderedFile.Private),
        };
    }

    /// <summary>Says that a change of the files is not passed on.</summary>
    /// <param name="port">The port.</param>
    /// <param name="problem">Why the files can't be used.</param>
    public static string Kept(TlsPort port, string problem) => $"The certificate of {port.Text} stays as it was: {problem}";

    /// <summary>Client certificates must not make a member: warns where both ports trust one CA.</summary>
    public static string? SharedAuthority(IReadOnlyList<CertificateFacts> client, IReadOnlyList<CertificateFacts> quorum) =>
        client.FirstOrDefault(c => quorum.Any(q => q.Block.Data.AsSpan().SequenceEqual(c.Block.Data))) is { } shared
            ? $"the quorum port trusts the same CA as the client port ({shared.Subject}): each client certificate of it can join the ensemble; give the quorum a CA of its own"
            : null;

    private static string? FileProblem(TlsPort port, TlsFacts facts, uint user)
    {
        TlsFileText[] needed = port.ChecksPeers ? [facts.Certificate, facts.Key, facts.Ca] : [facts.Certificate, facts.Key];
        if (needed.All(f => f.Text is null && f.Failure is null)) return "the directory has no tls.crt and no tls.key; mount the Secret there";
        foreach (var file in needed)
        {
            if (file.Failure is { } failure) return failure.Contains("denied", StringComparison.OrdinalIgnoreCase)
                ? Invariant($"{file.Name} cannot be read by user {user}; set defaultMode 0440 in the volume and securityContext.fsGroup in the pod")
                : $"{file.Name} cannot be read: {failure.TrimEnd('.')}";
            if (file.Text is null) return $"{file.Name} is missing; the Secret needs the key {file.Name}";
            if (string.IsNullOrWhiteSpace(file.Text)) return $"{file.Name} is empty";
        }
        foreach (var file in needed.Where(f => f != facts.Key))
            if (PemBlock.Read(file.Text!).All(b => b.Label != PemBlock.Certificate)) return $"{file.Name} has no certificate, or it is cut off";
        return null;
    }

    private static string? KeyProblem(TlsFacts facts) => facts.PrivateKey?.Problem is { } problem ? $"tls.key {problem}" : null;

    private static string? CertificateProblem(TlsPort port, TlsFacts facts, CertificateFacts leaf, DateTimeOffset now, bool expired)
    {
        if (leaf.HasTheKey == false) return "tls.key is not the key of tls.crt";
        if (expired) return $"its certificate expired on {Day(leaf.NotAfter)}; renew it";
        if (leaf.NotBefore > now) return $"its certificate is not valid before {leaf.NotBefore.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC; check the clock of the node";
        if (port.Quorum && facts.SignedByCa == false) return "its certificate is not signed by ca.crt, so no other member would accept it";
        if (!leaf.ForServers) return $"its certificate may not be used by servers (its extended key usage lacks serverAuth): {(port.Quorum ? "no other member" : "no client")} would accept it";
        if (port.Quorum && !leaf.ForClients) return "its certificate may not be used by clients (its extended key usage lacks clientAuth): no other member would accept it";
        if (port.Quorum && facts.Authorities.Count > 0 && facts.Authorities.All(a => a.NotAfter <= now)) return $"each CA of ca.crt has expired, the last one on {Day(facts.Authorities.Max(a => a.NotAfter))}";
        return null;
    }

    private static IEnumerable<string> Warnings(TlsPort port, TlsFacts facts, CertificateFacts leaf, DateTimeOffset now, string host, bool expired)
    {
        var left = leaf.NotAfter - now;
        if (expired) yield return $"the certificate of {port.Text} expired on {Day(leaf.NotAfter)}: clients with TLS refuse it; renew it";
        else if (left < EndsSoon) yield return $"the certificate of {port.Text} ends in {(left.Days == 1 ? "1 day" : Invariant($"{left.Days} days"))}, on {Day(leaf.NotAfter)}; renew it";
        if (!port.Quorum && facts.SignedByCa == false) yield return $"the certificate of {port.Text} is not signed by ca.crt: clients that trust ca.crt alone refuse it";
        if (!port.Quorum && !leaf.IsFor(host)) yield return $"the certificate of {port.Text} does not name {host}: clients that check names refuse it";
    }

    /// <summary>The certificate whose key tls.key is; where none fits, the first one.</summary>
    private static CertificateFacts? Leaf(TlsFacts facts) => facts.Chain.FirstOrDefault(c => c.HasTheKey == true) ?? (facts.Chain.Count > 0 ? facts.Chain[0] : null);

    /// <summary>Each certificate before the one of its issuer: with another order every handshake fails.</summary>
    private static IEnumerable<CertificateFacts> LeafFirst(IReadOnlyList<CertificateFacts> chain, CertificateFacts leaf)
    {
        var rest = chain.Where(c => c != leaf).ToList();
        var ordered = new List<CertificateFacts> { leaf };
        while (rest.Find(c => c.Subject == ordered[^1].Issuer) is { } issuer)
        {
            ordered.Add(issuer);
            rest.Remove(issuer);
        }
        return ordered.Concat(rest);
    }

    private static string Certificates(TlsFileText file) => string.Concat(PemBlock.Read(file.Text!).Where(b => b.Label == PemBlock.Certificate).Select(b => b.Text));

    private static string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
