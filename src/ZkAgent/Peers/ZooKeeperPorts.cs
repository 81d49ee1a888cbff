using ZkAgent.Core.Ensemble;
using ZkAgent.Net;
using ZkAgent.Resilience;

namespace ZkAgent.Peers;

/// <summary>Tells whether a peer whose agent is silent has a ZooKeeper that takes connections from other members.</summary>
/// <remarks>
/// ZooKeeper logs a connection that says nothing as an error, so a peer is tried only when its agent has been silent for a while, and
/// once a minute at most.
/// </remarks>
internal sealed class ZooKeeperPorts(TimeProvider time)
{
    /// <summary>A pod that starts, or whose node hangs for a moment, is silent too.</summary>
    public static readonly TimeSpan WaitingFor = TimeSpan.FromSeconds(10);

    /// <summary>How long the result of one try counts.</summary>
    public static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    private readonly TcpExchange<string> _exchange = new(Pipelines.PortCheck(time), time);
    private readonly Lock _lock = new();
    private readonly Dictionary<ServerId, Silence> _silences = [];

    /// <summary>The peer's agent answered.</summary>
    public void Heard(EnsembleServer peer)
    {
        lock (_lock) _silences.Remove(peer.Id);
    }

    /// <summary>The peer's agent gave no answer of any kind.</summary>
    /// <returns>A port of its ZooKeeper that takes connections; null where none does, or where it is too early to try.</returns>
    public async Task<int?> AnsweringAsync(EnsembleServer peer, TimeSpan limit, CancellationToken cancellation)
    {
        Silence silence;
        lock (_lock)
        {
            if (!_silences.TryGetValue(peer.Id, out silence)) _silences[peer.Id] = silence = new(time.GetTimestamp(), null, null);
            if (time.GetElapsedTime(silence.Since) < WaitingFor) return null;
            if (silence.TriedAt is { } tried && time.GetElapsedTime(tried) < Between) return silence.Port;
            // Before the try: others who ask meanwhile must not try as well.
            _silences[peer.Id] = silence = silence with { TriedAt = time.GetTimestamp() };
        }
        // The leader alone listens on the quorum port.
        var port = await TakesAsync(peer.Host, peer.ElectionPort, limit / 2, cancellation).ConfigureAwait(false) ? peer.ElectionPort
            : await TakesAsync(peer.Host, peer.ServerPort, limit / 2, cancellation).ConfigureAwait(false) ? peer.ServerPort : (int?)null;
        lock (_lock)
            if (_silences.ContainsKey(peer.Id)) _silences[peer.Id] = silence with { Port = port };
        return port;
    }

    private async Task<bool> TakesAsync(string host, int port, TimeSpan limit, CancellationToken cancellation) =>
        (await _exchange.RunAsync(host, port, limit, static (_, _) => Task.FromResult(Taken), late: static () => "", broken: static trouble => TcpDial.WasTaken(trouble.SocketErrorCode) ? Taken : "", cancellation)
            .ConfigureAwait(false)).Length > 0;

    private const string Taken = "taken";

    private readonly record struct Silence(long Since, long? TriedAt, int? Port);
}
