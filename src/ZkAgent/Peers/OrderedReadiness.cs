using System.Net;
using System.Net.Sockets;
using Polly;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Ensemble;
using ZkAgent.Resilience;

namespace ZkAgent.Peers;

/// <summary>Readiness where pods are created in order: gathers what <see cref="OrderedStart"/> decides by.</summary>
/// <param name="local">Our place in the ensemble.</param>
/// <param name="peers">The other members.</param>
/// <param name="resolve">Looks a name up; throws <see cref="SocketException"/> where it has no address.</param>
internal sealed class OrderedReadiness(
    CurrentMember local, IPeers peers, Func<string, CancellationToken, Task<IPAddress[]>> resolve, TimeProvider time)
{
    /// <summary>For one name. The kubelet gives the probe a second.</summary>
    public static readonly TimeSpan NameLimit = TimeSpan.FromMilliseconds(700);

    /// <summary>For each question to a peer: its agent may be asked, and then its ZooKeeper.</summary>
    public static readonly TimeSpan PeerLimit = NameLimit / 2;

    private readonly ResiliencePipeline _name = Pipelines.NameLookup(time);

    public async Task<ProbeVerdict> DecideAsync(ProbeVerdict strict, HealthSnapshot health, DateTimeOffset answered)
    {
        if (strict.Pass || !OrderedStart.Applies(health, answered)) return strict;
        var missing = FirstMissingAsync();
        return OrderedStart.Decide(strict, health.State == HealthState.Leading, await peers.AskAsync(PeerLimit, CancellationToken.None).ConfigureAwait(false), await missing.ConfigureAwait(false));
    }

    private async Task<string?> FirstMissingAsync()
    {
        foreach (var higher in local.Now.Topology.Servers.Where(s => s.Id.Value > local.Now.Self.Id.Value))
            if (!await ExistsAsync(higher.Host).ConfigureAwait(false)) return higher.ShortName;
        return null;
    }

    private async Task<bool> ExistsAsync(string host)
    {
        // WaitAsync: a look-up itself can't be cancelled, only the wait for it can.
        var found = await _name.TryAsync(NameLimit, over => resolve(host, over).WaitAsync(over), CancellationToken.None).ConfigureAwait(false);
        // A look-up without an answer in time does not show that the name is missing.
        if (found.IsTimeout()) return true;
        if (found.Exception is SocketException { SocketErrorCode: var error }) return error is not (SocketError.HostNotFound or SocketError.NoData);
        found.ThrowIfException();
        return found.Result is { Length: > 0 };
    }
}
