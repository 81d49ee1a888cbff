using ZkAgent.Core.Health;
using ZkAgent.Health;

namespace ZkAgent.Http;

/// <summary>What is answered on which path.</summary>
/// <param name="sampler">Looks at ZooKeeper.</param>
/// <param name="identity">Who answers.</param>
/// <param name="session">The last session check; null where there was none yet.</param>
internal sealed class ProbePaths(Sampler sampler, AgentIdentity identity, Func<SessionCheck?> session)
{
    const int Ok = 200, NotFound = 404, Unavailable = 503;

    /// <summary>How old a look may be that a page shares with whoever caused it: several scrapers and probes in the same moment cost one exchange.</summary>
    public static readonly TimeSpan SharedLookAge = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long live and startup wait for a look. A kubelet gives a probe one second unless told otherwise, and a look at a server
    /// that loads its database takes two: a liveness that waited for it would have the server killed for loading.
    /// </summary>
    public static readonly TimeSpan QuickAnswer = TimeSpan.FromMilliseconds(500);

    public async Task<HttpAnswer> AnswerAsync(string path, string query)
    {
        if (path is not ("/startupz" or "/livez" or "/readyz" or "/status" or "/metrics"))
            return HttpAnswer.Text(NotFound, "cannot find the page: there are /startupz, /livez, /readyz, /status and /metrics\n");
        var asked = sampler.Now;
        var health = path is "/startupz" or "/livez"
            ? await QuickLookAsync().ConfigureAwait(false)
            : await sampler.LookAsync(SharedLookAge).ConfigureAwait(false);
        return path switch
        {
            "/startupz" => Probe(Probes.DecideStartup(health), query),
            "/livez" => Probe(Probes.DecideLive(health), query),
            "/readyz" => Probe(Ready(health, asked), query),
            "/status" => new HttpAnswer(Ok, HttpAnswer.Json, AgentStatusJson.Write(identity, health, asked)),
            _ => HttpAnswer.Text(Ok, FirstMetrics.Write(identity, health, session(), asked), HttpAnswer.Exposition),
        };
    }

    /// <summary>The look if it comes soon, else what is known: neither question is about this very moment.</summary>
    async Task<HealthReading> QuickLookAsync()
    {
        try
        {
            return await sampler.LookAsync(SharedLookAge).WaitAsync(QuickAnswer, sampler.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return sampler.Current;
        }
    }

    ProbeVerdict Ready(HealthReading health, DateTimeOffset asked)
    {
        var verdict = Probes.DecideReady(health, asked);
        return SessionCheck.Describe(session(), health, asked) is { } check ? verdict with { Informational = [check] } : verdict;
    }

    static HttpAnswer Probe(ProbeVerdict verdict, string query) =>
        HttpAnswer.Text(verdict.Pass ? Ok : Unavailable, AsksForVerbose(query) ? verdict.VerboseBody : verdict.Body);

    static bool AsksForVerbose(string query) =>
        query.TrimStart('?').Split('&').Any(pair => pair == "verbose" || pair.StartsWith("verbose=", StringComparison.Ordinal));
}
