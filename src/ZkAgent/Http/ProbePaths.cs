using System.Text.Json;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Status;
using ZkAgent.Health;

namespace ZkAgent.Http;

/// <summary>The answer for each path, except the page of metrics.</summary>
/// <param name="sampler">Samples ZooKeeper.</param>
/// <param name="who">Returns who answers.</param>
/// <param name="volume">The report about our volume for peers.</param>
/// <param name="volumeCheck">Whether the volume answers.</param>
/// <param name="verdicts">The answers to probes.</param>
/// <param name="metrics">Counts them.</param>
internal sealed class ProbePaths(Sampler sampler, Func<AgentIdentity> who, Func<Task<ReportedVolume>> volume, Func<ProbeCheck> volumeCheck, ProbeVerdicts verdicts, ProbeMetrics metrics)
{
    private const int Ok = 200, NotFound = 404, Unavailable = 503;

    /// <summary>The age up to which requests share a sample: several scrapers and probes in the same moment cost one exchange.</summary>
    public static readonly TimeSpan SharedSampleAge = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long startup and live wait for a new sample. The kubelet gives a probe one second by default, and ZooKeeper does not
    /// answer while it loads its database: a longer wait would fail a probe that must pass.
    /// </summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(400);

    /// <summary>
    /// How long ready waits for a sample. A wrong yes is worse than a late answer, but the kubelet ignores an answer after its limit.
    /// After this time the last sample is too old for a yes.
    /// </summary>
    public static readonly TimeSpan ReadyTimeout = TimeSpan.FromMilliseconds(750);

    /// <summary>What the agent knows besides ZooKeeper's answers.</summary>
    public Func<Task<AgentDetails>> Details { get; init; } = () => Task.FromResult(AgentDetails.None);

    /// <summary>The body of <c>/status</c>, for the status page.</summary>
    public async Task<ReadOnlyMemory<byte>> StatusAsync()
    {
        var asked = sampler.Now;
        return await StatusAsync(who(), await sampler.SampleAsync(SharedSampleAge).ConfigureAwait(false), asked).ConfigureAwait(false);
    }

    public async Task<HttpAnswer> AnswerAsync(string path, string query)
    {
        if (path is not ("/startupz" or "/livez" or "/readyz" or "/status" or "/member"))
            return HttpAnswer.Text(NotFound, "cannot find the page: there are /, /startupz, /livez, /readyz, /status, /metrics and /member\n");
        var (asked, began) = (sampler.Now, sampler.Time.GetTimestamp());
        var health = path switch
        {
            "/startupz" or "/livez" => await sampler.SampleAsync(SharedSampleAge, Timeout).ConfigureAwait(false),
            "/readyz" => await sampler.SampleAsync(SharedSampleAge, ReadyTimeout).ConfigureAwait(false),
            _ => await sampler.SampleAsync(SharedSampleAge).ConfigureAwait(false),
        };
        var identity = who();
        return path switch
        {
            "/startupz" => Probe(Probes.DecideStartup(health), query, began),
            "/livez" => Probe(Probes.DecideLive(health), query, began),
            "/readyz" => Probe(await verdicts.DecideReadyAsync(health, sampler.Now).ConfigureAwait(false), query, began),
            "/member" => await MemberAsync(identity, MemberQuestion.Parse(query), health).ConfigureAwait(false),
            _ when Misdirection.Answer(query, identity.Names) is { } misdirected => misdirected,
            _ => new HttpAnswer(Ok, HttpAnswer.Json, await StatusAsync(identity, health, asked).ConfigureAwait(false)),
        };
    }

    private async Task<ReadOnlyMemory<byte>> StatusAsync(AgentIdentity identity, HealthSnapshot health, DateTimeOffset asked) =>
        AgentStatusJson.Write(identity, health, volumeCheck(), await Details().ConfigureAwait(false), asked);

    /// <summary>A request meant for another member gets the same report, with our identity in it, and a status that says so too.</summary>
    private async Task<HttpAnswer> MemberAsync(AgentIdentity identity, MemberQuestion question, HealthSnapshot health)
    {
        var held = await volume().ConfigureAwait(false);
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body)) MemberReportBuilder.Of(identity.LocalMember.Self.Id, identity.Names.AnswerTo(question.Name), health, held, identity.Phases, identity.Membership).Write(json);
        return new(question.IsFor(identity.Names, held.Volume?.Ensemble) ? Ok : PeerWords.Misdirected, HttpAnswer.Json, body.ToArray());
    }

    private HttpAnswer Probe(ProbeVerdict verdict, string query, long began)
    {
        metrics.Answered(verdict, sampler.Time.GetElapsedTime(began));
        return HttpAnswer.Text(verdict.Pass ? Ok : Unavailable, AsksForVerbose(query) ? verdict.VerboseBody : verdict.Body);
    }

    private static bool AsksForVerbose(string query) =>
        query.TrimStart('?').Split('&').Any(pair => pair == "verbose" || pair.StartsWith("verbose=", StringComparison.Ordinal));
}
