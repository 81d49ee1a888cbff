using Microsoft.Extensions.Logging;
using ZkAgent.Core.Ensemble;
using ZkAgent.DataGuard;
using ZkAgent.Membership;
using ZkAgent.Peers;

namespace ZkAgent.Kubernetes;

/// <summary>Reads what the cluster tells of members: the StatefulSet, its claims, the addresses behind the headless service.</summary>
internal sealed class ClusterMembers(IWantedMembers wanted, StatefulSetClient client, HeadlessAddresses addresses, TimeProvider time, ILogger log) : IKnownMembers
{
    /// <summary>A decision to found an ensemble is made by two rounds of questions; both may use one answer of the API server.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(2);

    private long? _read;
    private string? _said;

    public WantedMembers Wanted => wanted.Last;

    public IReadOnlyList<int>? Claims { get; private set; }

    public IReadOnlyList<EnsembleServer> Found { get; private set; } = [];

    public IReadOnlyList<string> Silent { get; private set; } = [];

    public async Task FindAsync(CancellationToken stop)
    {
        if (_read is { } read && time.GetElapsedTime(read) < Age) return;
        var (range, claimed, behind) = (wanted.ReadAsync(stop), client.ReadClaimsAsync(stop), addresses.FindAsync(PeerClient.Deadline, stop));
        await range.ConfigureAwait(false);
        var claims = await claimed.ConfigureAwait(false);
        var unknown = await behind.ConfigureAwait(false);
        if (claims.Problem is { } problem && problem != _said) log.LogWarning("{Sentence}", _said = problem);
        // One that was found once stays among those that are asked: an address can be missing from one answer of the DNS server.
        (Claims, Silent, Found) = (claims.Ordinals, unknown.Silent, [.. Found.Concat(unknown.Members).DistinctBy(s => s.Id)]);
        _read = time.GetTimestamp();
    }
}
