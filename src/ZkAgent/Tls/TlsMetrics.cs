using Prometheus;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Settings;
using ZkAgent.Metrics;

namespace ZkAgent.Tls;

/// <summary>The steps of TLS and authentication, and the certificates of the ports.</summary>
internal sealed class TlsMetrics : IMetricsSource
{
    private readonly IReadOnlyList<PortCertificate> _ports;
    private readonly Gauge _notAfter, _serving, _filesRefused;
    private readonly Counter _reloads;

    public TlsMetrics(MetricsRegistry metrics, SecurityPhases phases, IReadOnlyList<PortCertificate> ports)
    {
        _ports = ports;
        (_notAfter, _serving) = (metrics.Gauges(AgentFamilies.CertificateNotAfter), metrics.Gauges(AgentFamilies.TlsPortServing));
        (_reloads, _filesRefused) = (metrics.Counters(AgentFamilies.TlsReloads), metrics.Gauges(AgentFamilies.TlsFilesRefused));
        metrics.Gauge(AgentFamilies.ClientTlsPhase).Set((int)phases.ClientTls);
        metrics.Gauge(AgentFamilies.QuorumTlsPhase).Set((int)phases.QuorumTls);
        metrics.Gauge(AgentFamilies.QuorumSaslPhase).Set((int)phases.QuorumSasl);
        metrics.Gauge(AgentFamilies.ClientSaslPhase).Set((int)phases.ClientSasl);
    }

    public Task CollectAsync(Scrape scrape)
    {
        foreach (var certificate in _ports)
        {
            var (name, served) = (certificate.Port.Name, certificate.Served);
            _notAfter.WithLabels(name, "file").Show(certificate.Taken?.Leaf?.NotAfter.ToUnixTimeSeconds());
            _notAfter.WithLabels(name, "served").Show(served?.NotAfter?.ToUnixTimeSeconds());
            _serving.WithLabels(name).Show(served is null ? null : served.Problem is null ? 1 : 0);
            _filesRefused.WithLabels(name).Show(certificate.Taken is null ? null : certificate.Refused is null ? 0 : 1);
            var (taken, refused) = certificate.Reloads;
            _reloads.WithLabels(name, "taken").IncTo(taken);
            _reloads.WithLabels(name, "refused").IncTo(refused);
        }
        return Task.CompletedTask;
    }
}
