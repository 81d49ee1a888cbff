using System.Text.Json;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Status;
using ZkAgent.Health;

namespace ZkAgent.Http;

/// <summary>What is answered on which path, but for the page of metrics.</summary>
/// <param name="sampler">Looks at ZooKeeper.</param>
/// <param name="identity">Who answers.</param>
/// <param name="volume">What we tell our peers of our volume.</param>
/// <param name="volumeCheck">Whether the volume answers.</param>
/// <param name="verdicts">The answers to probes.</param>
/// <param name="metrics">Counts them.</param>
internal sealed class ProbePaths(Sampler sampler, AgentIdentity identity, Func<Task<ReportedVolume>> volume, Func<ProbeCheck> volumeCheck, ProbeVerdicts verdicts, ProbeMetrics metrics)
{
    private const int Ok = 200, NotFound = 404, Unavailable = 503;

    /// <summary>How old a look may be that a page shares with whoever caused it: several scrapers and probes in the same moment cost one exchange.</summary>
    public static readonly TimeSpan SharedSampleAge = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long startup and live wait for a new look. The kubelet gives a probe one second unless told otherwise, and ZooKeeper says
    /// nothing while it loads its database: waiting for it would make a probe fail that is to pass.
    /// </summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(400);

    /// <summary>
    /// How long ready waits for one: a wrong yes is worse there than a late one, and yet an answer after that second would reach nobody.
    /// When it is over the last look is too old for a yes.
    /// </summary>
    public static readonly TimeSpan ReadyTimeout = TimeSpan.FromMilliseconds(750);

    public async Task<HttpAnswer> AnswerAsync(string path, string query)
    {
        if (path is not ("/startupz" or "/livez" or "/readyz" or "/status" or "/member"))
            return HttpAnswer.Text(NotFound, "cannot find the page: there are /startupz, /livez, /readyz, /status, /metrics and /member\n");
        var (asked, began) = (sampler.Now, sampler.Time.GetTimestamp());
        var health = path switch
        {
            "/startupz" or "/livez" => await sampler.SampleAsync(SharedSampleAge, Timeout).ConfigureAwait(false),
            "/readyz" => await sampler.SampleAsync(SharedSampleAge, ReadyTimeout).ConfigureAwait(false),
            _ => await sampler.SampleAsync(SharedSampleAge).ConfigureAwait(false),
        };
        return path switch
        {
            "/startupz" => Probe(Probes.DecideStartup(health), query, began),
            "/livez" => Probe(Probes.DecideLive(health), query, began),
            "/readyz" => Probe(await verdicts.DecideReadyAsync(health, sampler.Now).ConfigureAwait(false), query, began),
            "/member" => await MemberAsync(MemberQuestion.Parse(query), health).ConfigureAwait(false),
            _ when !MemberQuestion.Parse(query).IsFor(identity.Names, ours: null) => HttpAnswer.Text(PeerWords.Misdirected, $"answered for by {identity.Names.Full}, which is another member\n"),
            _ => new HttpAnswer(Ok, HttpAnswer.Json, AgentStatusJson.Write(identity, health, volumeCheck(), asked)),
        };
    }

    /// <summary>A question that is for another member gets the same report, which says whose it is, and a status that says so too.</summary>
    private async Task<HttpAnswer> MemberAsync(MemberQuestion question, HealthSnapshot health)
    {
        var held = await volume().ConfigureAwait(false);
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body)) MemberReportBuilder.Of(identity.LocalMember.Self.Id, identity.Names.AnswerTo(question.Name), health, held).Write(json);
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
