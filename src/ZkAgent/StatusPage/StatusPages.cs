using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Status;
using ZkAgent.Http;
using ZkAgent.Machine;

namespace ZkAgent.StatusPage;

/// <summary>The status page and what it reads. Nothing here changes anything.</summary>
internal sealed class StatusPages : IStatusPage
{
    /// <summary>One member's curves, for the other agents.</summary>
    public const string HistoryPath = "/status/history";

    private const string EnsemblePath = "/page/ensemble.json", EnsembleHistoryPath = "/page/history.json";
    private const int Ok = 200, NotModified = 304, NotFound = 404;

    /// <summary>The page asks every few seconds, for every reader. One gathering serves them all.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    /// <summary>Curves have a point for each interval.</summary>
    public static readonly TimeSpan HistoryFreshness = TimeSpan.FromSeconds(SampleHistory.Interval);

    private static readonly HttpAnswer Off = HttpAnswer.Text(NotFound, "cannot show the status page: ZK_STATUS_PAGE=off turned it off\n");

    private readonly MemberNames _names;
    private readonly PageHistory? _history;
    private readonly SteadyTime _time;
    private readonly SharedAnswer<ShownEnsemble>? _ensemble;
    private readonly SharedAnswer<ReadOnlyMemory<byte>>? _histories;

    /// <param name="names">Our names: curves are asked for by name, because an address may be another member's by now.</param>
    /// <param name="survey">Gathers the ensemble; null where ZK_STATUS_PAGE turned the page off.</param>
    /// <param name="history">The last hour; null where the page is off.</param>
    /// <param name="time">The clock that the history is dated by.</param>
    public StatusPages(MemberNames names, EnsembleSurvey? survey, PageHistory? history, SteadyTime time)
    {
        (_names, _history, _time) = (names, history, time);
        if (survey is null || history is null) return;
        _ensemble = new(() => GatherAsync(survey), Freshness, time);
        _histories = new(() => HistoriesAsync(survey), HistoryFreshness, time);
    }

    public async Task<HttpAnswer?> AnswerAsync(string path, string query, string accept, string known)
    {
        if (path is not ("/" or HistoryPath) && !path.StartsWith("/page/", StringComparison.Ordinal)) return null;
        if (_ensemble is null) return Off;
        switch (path)
        {
            case "/" when !PageNegotiation.WantsHtml(accept):
                return HttpAnswer.Text(Ok, StatusTable.Render((await _ensemble.GetAsync().ConfigureAwait(false)).Gathered.View, colour: false)) with { Headers = PageHeaders.Table };
            case EnsemblePath:
                return Json((await _ensemble.GetAsync().ConfigureAwait(false)).Json);
            case EnsembleHistoryPath:
                return Json(await _histories!.GetAsync().ConfigureAwait(false));
            case HistoryPath:
                return Misdirection.Answer(query, _names) ?? Json(Own());
        }
        if (PageAssets.At(path) is not { } asset) return null;
        var headers = PageHeaders.Asset(asset.ETag);
        return known.Contains(asset.ETag, StringComparison.Ordinal)
            ? new HttpAnswer(NotModified, asset.ContentType, default) { Headers = headers }
            : new HttpAnswer(Ok, asset.ContentType, asset.Body) { Headers = headers };
    }

    private static HttpAnswer Json(ReadOnlyMemory<byte> body) => new(Ok, HttpAnswer.Json, body) { Headers = PageHeaders.Data };

    private ReadOnlyMemory<byte> Own() => HistoryJson.OfMember(_history!.Samples.Since(_time.Now - HistoryJson.Span));

    /// <summary>While a page is open the gathering itself shows who leads, also where our own server cannot.</summary>
    private async Task<ShownEnsemble> GatherAsync(EnsembleSurvey survey)
    {
        var gathered = await survey.GatherAsync().ConfigureAwait(false);
        if (gathered.View.HasQuorum && gathered.View.Leader is { } leader) _history!.Leaders.Saw(_time.Now, leader.Server.Id, leader.Report?.Zxid is { Value: > 0 } zxid ? zxid.Epoch : null);
        else if (!gathered.View.HasQuorum) _history!.Leaders.Saw(_time.Now, null, null);
        return new(gathered, PageJson.Write(gathered.View, gathered.Self, gathered.ToldBy, _history!.Leaders.Since(_time.Now - HistoryJson.Span), PageAssets.Runbook, _time.Now));
    }

    private async Task<ReadOnlyMemory<byte>> HistoriesAsync(EnsembleSurvey survey)
    {
        var gathering = _ensemble!.GetAsync();
        var told = new Dictionary<ServerId, System.Text.Json.JsonElement>(await survey.HistoriesAsync().ConfigureAwait(false));
        var gathered = (await gathering.ConfigureAwait(false)).Gathered;
        using var own = System.Text.Json.JsonDocument.Parse(Own());
        told[gathered.Self.Id] = own.RootElement;
        return HistoryJson.OfEnsemble(_time.Now, [.. gathered.View.Rows.Select(r => r.Member.Server)], id => told.TryGetValue(id, out var history) ? history : null);
    }

    /// <summary>The ensemble, and its JSON for all readers.</summary>
    private sealed record ShownEnsemble(GatheredEnsemble Gathered, ReadOnlyMemory<byte> Json);
}
