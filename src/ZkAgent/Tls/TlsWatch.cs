using System.Globalization;
using Microsoft.Extensions.Logging;
using ZkAgent.Core.Tls;
using ZkAgent.Hosting;

namespace ZkAgent.Tls;

/// <summary>Passes changed certificates on to ZooKeeper while it runs, and keeps out those that it could not use.</summary>
/// <remarks>
/// ZooKeeper takes a store that was replaced by a rename: the client port at the next connection, the quorum port within two seconds.
/// It never sees a change of a mounted Secret, because there a directory's link changes (tried on 3.9.3).
/// </remarks>
internal sealed class TlsWatch(IReadOnlyList<PortCertificate> ports, TlsStores stores, TimeProvider time, ILogger log) : ISupportingService
{
    public string Name => "certificates";

    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly Dictionary<TlsPort, (MountedFiles Files, TlsFacts Facts)> _seen = [];

    /// <summary>The warnings that were logged last, by port; those about both under no port's name.</summary>
    private readonly Dictionary<string, string> _said = [];

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            foreach (var certificate in ports)
                // Before the first start the gate reads them.
                if (certificate.Taken is not null) Look(certificate);
            WarnOf("", TlsCheck.SharedAuthority(Authorities("client"), Authorities("quorum")));
            await Task.Delay(Pause, time, stopping).ConfigureAwait(false);
        }
    }

    private void Look(PortCertificate certificate)
    {
        var port = certificate.Port;
        var files = TlsStores.Files(port);
        if (!_seen.TryGetValue(port, out var seen) || seen.Files != files) _seen[port] = seen = (files, TlsStores.Facts(port, files));
        var verdict = stores.Judge(port, seen.Facts);
        if (verdict.Problem is { } problem) Refuse(certificate, problem);
        else if (certificate.Taken!.KeyStore != verdict.KeyStore || certificate.Taken.TrustStore != verdict.TrustStore) Take(certificate, verdict);
        else
        {
            if (certificate.Refused is not null) log.LogInformation("{Sentence}", $"The files of {port.Text} are those that ZooKeeper has.");
            (certificate.Refused, certificate.Taken) = (null, verdict);
        }
        WarnOf(port.Name, string.Join("; ", verdict.Warnings));
    }

    private void Refuse(PortCertificate certificate, string problem)
    {
        if (certificate.Refused == problem) return;
        certificate.Refused = problem;
        certificate.CountReload(taken: false);
        log.LogWarning("{Sentence}", TlsCheck.Kept(certificate.Port, problem));
    }

    private void Take(PortCertificate certificate, TlsVerdict verdict)
    {
        TlsStores.Write(verdict);
        (certificate.Refused, certificate.Taken, certificate.Served) = (null, verdict, null);
        certificate.CountReload(taken: true);
        var leaf = verdict.Leaf is { } own ? $": {own.Subject}, valid until {own.NotAfter.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC" : "";
        log.LogInformation("{Sentence}", $"ZooKeeper gets the changed certificates of {certificate.Port.Text}{leaf}");
    }

    /// <summary>Logs a warning once, until it changes.</summary>
    private void WarnOf(string port, string? warning)
    {
        if (_said.GetValueOrDefault(port, "") == (warning ?? "")) return;
        _said[port] = warning ?? "";
        if (warning is { Length: > 0 }) log.LogWarning("{Sentence}", warning);
    }

    private IReadOnlyList<CertificateFacts> Authorities(string name) => ports.FirstOrDefault(p => p.Port.Name == name)?.Taken?.Authorities ?? [];
}
