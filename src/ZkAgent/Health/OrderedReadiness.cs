using System.Net;
using System.Net.Sockets;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Peers;

namespace ZkAgent.Health;

/// <summary>Readiness where pods are created in order: gathers what <see cref="OrderedStart"/> decides by.</summary>
internal sealed class OrderedReadiness(Seat seat, PeerLooker peers)
{
    /// <summary>A name that is not there is answered at once; one that takes longer is not known to be missing.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(700);

    /// <summary>For each question to a peer: its agent may be asked, and then its ZooKeeper.</summary>
    private static readonly TimeSpan PeerPatience = Patience / 2;

    public async Task<ProbeVerdict> DecideAsync(ProbeVerdict strict, HealthReading health, DateTimeOffset answered)
    {
        if (strict.Pass || !OrderedStart.Applies(health, answered)) return strict;
        var missing = FirstMissingAsync();
        return OrderedStart.Decide(strict, await peers.LookAsync(PeerPatience, CancellationToken.None).ConfigureAwait(false), await missing.ConfigureAwait(false));
    }

    private async Task<string?> FirstMissingAsync()
    {
        foreach (var higher in seat.Topology.Servers.Where(s => s.Id.Value > seat.Self.Id.Value))
            if (!await ExistsAsync(higher.Host).ConfigureAwait(false)) return higher.ShortName;
        return null;
    }

    private static async Task<bool> ExistsAsync(string host)
    {
        try
        {
            return (await Dns.GetHostAddressesAsync(host).WaitAsync(Patience).ConfigureAwait(false)).Length > 0;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode is not (SocketError.HostNotFound or SocketError.NoData);
        }
        catch (TimeoutException)
        {
            return true;
        }
    }
}
