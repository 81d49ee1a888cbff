using Microsoft.Extensions.Logging;
using ZkAgent.Core.Health;
using ZkAgent.Hosting;
using ZkAgent.Protocol;

namespace ZkAgent.Health;

/// <summary>Makes a session check once a minute while ZooKeeper says that it serves.</summary>
/// <remarks>Rarely, because a session is a write of the whole ensemble: its opening and its closing are a transaction each.</remarks>
internal sealed class SessionChecker : ISupportingService
{
    public string Name => "session-check";

    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>How soon it is asked again whether ZooKeeper serves by now.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    private readonly SampledServer _server;
    private readonly Sampler _sampler;
    private readonly SessionClient _client;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly bool _leftOut;
    private SessionCheck? _last;

    /// <param name="server">Where ZooKeeper listens.</param>
    /// <param name="sampler">Says whether it serves.</param>
    /// <param name="log">Takes changes.</param>
    /// <param name="login">Authenticates the sessions, or leaves them out; null: they stay anonymous.</param>
    public SessionChecker(SampledServer server, Sampler sampler, ILogger log, AgentLogin? login = null)
    {
        (_server, _sampler, _log) = (server, sampler, log);
        // The sampler's clock: its readings say since when the server serves, and a check is dated by the same.
        _time = sampler.Time;
        _client = new SessionClient(_time, login?.Login);
        _leftOut = login?.LeftOut is not null;
    }

    /// <summary>The last check, however old; null before the first.</summary>
    public SessionCheck? Last => Volatile.Read(ref _last);

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!_leftOut && !stopping.IsCancellationRequested)
        {
            var serves = _sampler.Current.State == HealthState.Serving;
            if (serves) Remember(await _client.CheckAsync(_server.Host, _server.Port, Deadline, stopping).ConfigureAwait(false));
            await Task.Delay(serves ? Pause : Timeout, _time, stopping).ConfigureAwait(false);
        }
    }

    /// <summary>The log hears of changes only.</summary>
    private void Remember(SessionCheck check)
    {
        var before = Last;
        Volatile.Write(ref _last, check);
        if (check.Problem is { } problem && before?.Problem != problem) _log.LogWarning("session check: {Problem}", problem);
        else if (check.Pass && before is { Pass: false }) _log.LogInformation("session check: sessions open and close again");
    }
}
