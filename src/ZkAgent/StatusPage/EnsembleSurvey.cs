using System.Text.Json;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Status;
using ZkAgent.Ensemble;
using ZkAgent.Peers;
using ZkAgent.Protocol;

namespace ZkAgent.StatusPage;

/// <summary>The ensemble at one moment, and what each agent told.</summary>
/// <param name="Self">The member whose agent gathered it.</param>
/// <param name="View">The ensemble.</param>
/// <param name="Told">The agents' own words, by server id.</param>
internal sealed record GatheredEnsemble(EnsembleServer Self, EnsembleView View, IReadOnlyDictionary<ServerId, JsonElement> Told)
{
    public JsonElement? ToldBy(ServerId id) => Told.TryGetValue(id, out var told) ? told : null;
}

/// <summary>Gathers the ensemble for the page: our own status, and each other agent's. ZooKeeper itself is asked only where no agent answers.</summary>
/// <param name="local">Our place in the ensemble.</param>
/// <param name="agentPort">Where agents listen.</param>
/// <param name="own">Our own <c>/status</c>.</param>
/// <param name="view">The membership; null with a static list.</param>
internal sealed class EnsembleSurvey(CurrentMember local, int agentPort, Func<Task<ReadOnlyMemory<byte>>> own, Func<MembershipView?> view, TimeProvider time)
{
    /// <summary>For one question to one member. A page that waits for a member that is gone must still follow the others.</summary>
    public static readonly TimeSpan MemberDeadline = TimeSpan.FromSeconds(1);

    /// <summary>Tells of the newest backup in one line; null where no backups are made.</summary>
    public Func<string?> Backup { get; init; } = () => null;

    private const int Ok = 200;

    private readonly AgentRelay _relay = new(agentPort, time);
    private readonly ServerSampler _sampler = new(new FourLetterClient(time), time);
    private readonly AgentClient _agents = new(time);

    public async Task<GatheredEnsemble> GatherAsync()
    {
        var (self, membership) = (local.Now.Self, view());
        var topology = membership?.Topology ?? local.Now.Topology;
        var members = await Task.WhenAll(topology.Servers.Select(server => server.Id == self.Id ? OwnAsync(server) : AskAsync(server, topology))).ConfigureAwait(false);
        var told = members.Where(m => m.Told is not null).ToDictionary(m => m.Sample.Server.Id, m => m.Told!.Value);
        return new(self, EnsembleView.Of(topology, [.. members.Select(m => m.Sample)], membership) with { Backup = Backup() }, told);
    }

    /// <summary>Each other member's curves of the last hour; members that give none are left out.</summary>
    public async Task<IReadOnlyDictionary<ServerId, JsonElement>> HistoriesAsync()
    {
        var asked = await Task.WhenAll(local.Others.Select(async peer => (peer.Id, Answer: await _agents.GetAsync(
            peer.Host, agentPort, new MemberQuestion(peer.Host, Ensemble: null).On(StatusPages.HistoryPath), MemberDeadline, CancellationToken.None).ConfigureAwait(false)))).ConfigureAwait(false);
        return asked.Select(a => (a.Id, History: a.Answer.Status == Ok ? Parse(a.Answer.Body) : null)).Where(a => a.History is { } history && HistoryJson.IsOfMember(history)).ToDictionary(a => a.Id, a => a.History!.Value);
    }

    private async Task<MemberAnswer> OwnAsync(EnsembleServer server)
    {
        var began = time.GetTimestamp();
        var body = System.Text.Encoding.UTF8.GetString((await own().ConfigureAwait(false)).Span);
        var status = AgentStatus.Parse(body)!;
        return new(new(server, Sample.Told(time.GetUtcNow(), time.GetElapsedTime(began), status.State, status.Report, status.Sentence)), Parse(body));
    }

    private async Task<MemberAnswer> AskAsync(EnsembleServer server, EnsembleTopology topology)
    {
        var told = await _relay.SampleAsync(server, MemberDeadline, CancellationToken.None).ConfigureAwait(false);
        var sample = told.Sample;
        if (!told.Answered && !server.ClientsOnLoopbackOnly)
        {
            var direct = await _sampler.SampleAsync(server.Host, server.ClientPort, bothAtOnce: true, MemberDeadline, CancellationToken.None).ConfigureAwait(false);
            if (direct.ShowsLife) sample = direct;
        }
        return new(new(server, sample.Under(topology.Rule, server.Id)), told.Body is { } body ? Parse(body) : null);
    }

    /// <summary>An object, apart from its document; null where the text is none.</summary>
    private static JsonElement? Parse(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return null;
            // A text such as "\ud800" can be parsed and not be written: it would end the page's answer.
            using var nowhere = new Utf8JsonWriter(Stream.Null);
            document.RootElement.WriteTo(nowhere);
            return document.RootElement.Clone();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private readonly record struct MemberAnswer(MemberSample Sample, JsonElement? Told);
}
