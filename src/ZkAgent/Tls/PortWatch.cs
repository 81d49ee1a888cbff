using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using ZkAgent.Core.Health;
using ZkAgent.Core.Supervision;
using ZkAgent.Core.Tls;
using ZkAgent.Hosting;

namespace ZkAgent.Tls;

/// <summary>Looks from outside which certificate each port shows: soon after a start and after a change, else every ten minutes.</summary>
/// <param name="ports">The ports.</param>
/// <param name="addresses">Where each listens, by its name.</param>
/// <param name="health">Our health as last seen.</param>
internal sealed class PortWatch(IReadOnlyList<PortCertificate> ports, IReadOnlyDictionary<string, (string Host, int Port)> addresses, Func<HealthSnapshot> health, TimeProvider time, ILogger log) : ISupportingService
{
    public string Name => "tls-ports";

    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly TlsHandshake _handshake = new(time);
    private readonly Dictionary<string, string> _said = [];

    /// <summary>Ports that showed no certificate at the last look.</summary>
    private readonly HashSet<string> _doubtful = [];

    public async Task RunAsync(CancellationToken stopping)
    {
        for (; ; await Task.Delay(Pause, time, stopping).ConfigureAwait(false))
            foreach (var certificate in ports)
                await LookAsync(certificate, stopping).ConfigureAwait(false);
    }

    private async Task LookAsync(PortCertificate certificate, CancellationToken stopping)
    {
        var now = health();
        if (now.Seen.Process.Phase != ProcessPhase.Running || !now.Run.Loaded)
        {
            certificate.Served = null;
            _doubtful.Remove(certificate.Port.Name);
            return;
        }
        if (certificate.Served is { } last && time.GetElapsedTime(last.At) < ServedPort.Interval(last.Problem is null && ServedPort.IsCurrent(certificate.Taken?.Leaf, last.Data))) return;
        var (host, port) = addresses[certificate.Port.Name];
        var served = await LookAsync(certificate.Port, host, port, stopping).ConfigureAwait(false);
        // A busy JVM may be slow once: only what is seen twice in a row counts.
        if (served.Problem is not null && _doubtful.Add(certificate.Port.Name)) return;
        if (served.Problem is null) _doubtful.Remove(certificate.Port.Name);
        certificate.Served = served;
        var sentence = ServedPort.Problem(certificate.Port, certificate.Taken?.Leaf, served.Data, served.Problem) ?? "";
        if (_said.GetValueOrDefault(certificate.Port.Name, "") == sentence) return;
        _said[certificate.Port.Name] = sentence;
        if (sentence.Length > 0) log.LogWarning("{Sentence}", sentence);
        else log.LogInformation("{Sentence}", $"{char.ToUpperInvariant(certificate.Port.Text[0])}{certificate.Port.Text[1..]} shows the certificate of the files.");
    }

    private async Task<ServedCertificate> LookAsync(TlsPort tls, string host, int port, CancellationToken stopping)
    {
        OwnCertificate? own = null;
        try
        {
            // A store of the user's own is not read, and one that is being replaced can't be.
            if (!tls.PassedThrough) own = new(tls.Stores);
        }
        catch (Exception e) when (e is IOException or CryptographicException) { /* then without it */ }
        using (own) return await _handshake.LookAsync(host, port, own?.Context, stopping).ConfigureAwait(false);
    }
}
