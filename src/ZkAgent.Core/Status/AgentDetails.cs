using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Health;
using ZkAgent.Core.Metrics;

namespace ZkAgent.Core.Status;

/// <summary>What an agent knows of its member besides ZooKeeper's answers.</summary>
/// <param name="Disk">What the data takes on the disk; null where the volume does not answer.</param>
/// <param name="Certificates">One for each port with TLS.</param>
/// <param name="Guard">The data guard's last decision; null before the first.</param>
/// <param name="Failures">Checks that never change a verdict: the volume, supporting services, refused files.</param>
public sealed record AgentDetails(DiskFigures? Disk, IReadOnlyList<CertificateState> Certificates, GuardDecision? Guard, IReadOnlyList<ProbeCheck> Failures)
{
    /// <summary>Nothing but ZooKeeper's answers.</summary>
    public static readonly AgentDetails None = new(null, [], null, []);

    /// <summary>True once an override of the operator changed a decision of the data guard.</summary>
    public bool OverrideUsed { get; init; }
}

/// <summary>The certificate of a port with TLS.</summary>
/// <param name="Port">client or quorum.</param>
/// <param name="File">When the certificate in the mounted files ends; null while none was read.</param>
/// <param name="Served">When the certificate that the port shows ends; null where that is not known.</param>
public sealed record CertificateState(string Port, DateTimeOffset? File, DateTimeOffset? Served);
