using ZkAgent.Core.Health;
using ZkAgent.Core.Status;
using ZkAgent.DataGuard;
using ZkAgent.Hosting;
using ZkAgent.Tls;
using ZkAgent.Volume;

namespace ZkAgent.Composition;

/// <summary>Collects what the agent's parts know of this member, for <c>/status</c>.</summary>
internal sealed class LocalDetails(DiskWatch disk, IReadOnlyList<PortCertificate> ports, VoteGuard guard, VolumeResponse volume, SupportingServices services)
{
    public async Task<AgentDetails> NowAsync()
    {
        IReadOnlyList<ProbeCheck> checks = [volume.Check, .. services.States.Select(state => state.Check), .. HealthRegistration.RefusedFiles(ports)];
        return new(
            await disk.SampleAsync().ConfigureAwait(false), [.. ports.Select(p => new CertificateState(p.Port.Name, p.Taken?.Leaf?.NotAfter, p.Served?.NotAfter))],
            guard.Last, checks)
        {
            OverrideUsed = guard.OverrideUsed,
        };
    }
}
