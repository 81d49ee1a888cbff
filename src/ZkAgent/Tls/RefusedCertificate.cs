using System.Security.Cryptography;
using ZkAgent.Core.Tls;
using ZkAgent.Ensemble;
using ZkAgent.Health;
using ZkAgent.Machine;

namespace ZkAgent.Tls;

/// <summary>Tries TLS with the other members, because ZooKeeper's log names a fault of certificates on neither side.</summary>
internal sealed class RefusedCertificate(CurrentMember local, PeerHandshakes handshakes, SteadyTime time) : IQuorumReason
{
    public async Task<string?> FindAsync(CancellationToken cancellation)
    {
        try
        {
            var peers = local.Now.Topology.Servers.Where(s => s.Id != local.Now.Self.Id);
            return PeerHandshake.Sentence(await handshakes.TryAsync(peers, cancellation).ConfigureAwait(false), time.Now);
        }
        // The stores may be replaced in this moment; the next try reads them again.
        catch (Exception e) when (e is IOException or CryptographicException) { return null; }
    }
}
