using Microsoft.Extensions.Logging;
using ZkAgent.Core.Ensemble;
using ZkAgent.DataGuard;
using ZkAgent.Membership;

namespace ZkAgent.Kubernetes;

/// <summary>Reads what the cluster tells of members: the StatefulSet, its claims, the addresses behind the headless service.</summary>
/// <remarks>
/// A round of the data guard waits a moment for it and goes on without: while the API server does not answer, a member that is in the list must
/// start as fast as ever. What is not known holds a first start back by itself.
/// </remarks>
internal sealed class ClusterMembers(IWantedMembers wanted, StatefulSetClient client, HeadlessAddresses addresses, TimeProvider time, ILogger log) : IKnownMembers
{
    /// <summary>A decision to found an ensemble is made by two rounds of questions; both may use one answer of the API server.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(2);

    /// <summary>Answers come within some 50 ms.</summary>
    public static readonly TimeSpan RoundLimit = TimeSpan.FromMilliseconds(300);

    private Task _reading = Task.CompletedTask;
    private long? _began;

    /// <summary>Before the first reading is complete: it keeps a first start back where the API server cannot be asked, too.</summary>
    private const string NotAsked = "an address that is not asked yet";

    private volatile State _state = new(ClaimedOrdinals.Unknown(""), [], [NotAsked]);

    public WantedMembers Wanted => wanted.Last;

    public IReadOnlyList<int>? Claims => _state.Claims.Ordinals;

    public IReadOnlyList<EnsembleServer> Found => _state.Found;

    public IReadOnlyList<string> Silent => _state.Silent;

    /// <summary>Reads all of it where it is older than a few seconds. Called by one round at a time.</summary>
    public async Task FindAsync(CancellationToken stop)
    {
        if (_reading.IsCompleted && (_began is not { } began || time.GetElapsedTime(began) >= Age))
        {
            _began = time.GetTimestamp();
            _reading = ReadAsync(stop);
        }
        try
        {
            await _reading.WaitAsync(RoundLimit, time, stop).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // A later round has it.
        }
    }

    private async Task ReadAsync(CancellationToken stop)
    {
        var (range, claimed, behind) = (wanted.ReadAsync(stop), client.ReadClaimsAsync(stop), addresses.FindAsync(ApiClient.Deadline, stop));
        await range.ConfigureAwait(false);
        var claims = await claimed.ConfigureAwait(false);
        var unknown = await behind.ConfigureAwait(false);
        if (claims.Problem is { } problem && problem != _state.Claims.Problem) log.LogWarning("{Sentence}", problem);
        // One that was found once stays among those that are asked: an address can be missing from one answer of the DNS server.
        _state = new(claims, [.. _state.Found.Concat(unknown.Members).DistinctBy(s => s.Id)], unknown.Silent);
    }

    private sealed record State(ClaimedOrdinals Claims, IReadOnlyList<EnsembleServer> Found, IReadOnlyList<string> Silent);
}
