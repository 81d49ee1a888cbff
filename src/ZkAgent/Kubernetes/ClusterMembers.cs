using Microsoft.Extensions.Logging;
using ZkAgent.Core.Ensemble;
using ZkAgent.DataGuard;
using ZkAgent.Membership;

namespace ZkAgent.Kubernetes;

/// <summary>What the API server and the headless service tell of members, for a decision about a start.</summary>
/// <remarks>
/// The first round of the data guard waits for the whole answer, later ones a moment. A member with data and a list of its own does not ask.
/// </remarks>
internal sealed class ClusterMembers(IWantedMembers wanted, StatefulSetClient client, HeadlessAddresses headless, TimeProvider time, ILogger log) : IKnownMembers
{
    /// <summary>An answer is used for so long. The guard makes four rounds a second.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(3);

    /// <summary>Answers come within some 50 ms.</summary>
    public static readonly TimeSpan RoundLimit = TimeSpan.FromMilliseconds(300);

    private Task _reading = Task.CompletedTask;
    private long? _began;
    private bool _complete;
    private volatile State _state = new(ClaimedOrdinals.Unknown(""), [], []);

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
        if (!_complete)
        {
            // An ensemble must not be founded by a number of the settings because the first answer takes a moment.
            await _reading.WaitAsync(stop).ConfigureAwait(false);
            _complete = true;
            return;
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
        var found = headless.FindAsync(ApiClient.Deadline, stop);
        var claims = client.ReadClaimsAsync(stop);
        await wanted.ReadAsync(stop).ConfigureAwait(false);
        var now = await claims.ConfigureAwait(false);
        if (now.Problem is { } problem && problem != _state.Claims.Problem) log.LogWarning("{Sentence}", problem);
        var behind = await found.ConfigureAwait(false);
        // One that was found once stays among those that are asked: an address can be missing from one answer of the DNS server.
        _state = new(now, [.. _state.Found.Concat(behind.Members).DistinctBy(s => s.Id)], behind.Silent);
    }

    private sealed record State(ClaimedOrdinals Claims, IReadOnlyList<EnsembleServer> Found, IReadOnlyList<string> Silent);
}
