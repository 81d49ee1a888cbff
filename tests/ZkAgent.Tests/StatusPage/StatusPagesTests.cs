using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Supervision;
using ZkAgent.Ensemble;
using ZkAgent.Health;
using ZkAgent.Http;
using ZkAgent.Metrics;
using ZkAgent.StatusPage;
using ZkAgent.Tests.ExecProbes;
using ZkAgent.Tests.Fakes;
using ZkAgent.Tests.Http;
using static ZkAgent.Tests.Fakes.ScriptedZooKeeper;

namespace ZkAgent.Tests.StatusPage;

public sealed class StatusPagesTests : IAsyncLifetime
{
    private const string Browser = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";

    private readonly ScriptedZooKeeper _zooKeeper = new() { Script = Serving("leader") };
    private readonly HttpClient _http = new();
    private readonly PageHistory _history = new();
    private WebApplication _server = null!;
    private WebApplication _serverWithoutPage = null!;
    private AgentPage _metrics = null!;
    private ProbePaths _paths = null!;
    private MemberNames _names = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var self = new EnsembleServer(new(1), "zk-0.zk-hs", 2888, 3888, ServerRole.Participant, _zooKeeper.Port);
        // Port 1 of this host refuses: the second member has neither agent nor ZooKeeper.
        var gone = new EnsembleServer(new(2), "127.0.0.1", 2888, 3888, ServerRole.Participant, 1);
        var local = new LocalMember(new([self, gone]), self, Standalone: false);
        var registry = new MetricsRegistry();
        var recorder = new SampleRecorder(_history, leaders: null);
        var process = new SupervisionSnapshot(ProcessPhase.Running, DateTimeOffset.UnixEpoch, 100, 0, null, "ZooKeeper runs");
        var sampler = new Sampler(SampledServer.Of(new(local), () => process, () => null) with { Sampled = recorder.Saw }, new ElectionMetrics(registry), new(TimeProvider.System), NullLogger<Sampler>.Instance);
        _metrics = new AgentPage(registry, []);
        _names = new([self.Host, "127.0.0.1"], AnswersToAny: false);
        var paths = _paths = new ProbePaths(sampler, () => new("0.1.0", local, _names), () => Task.FromResult(new ReportedVolume(new MemberVolume("life", MemberData.Data, null, true, []))), () => VolumeTimeout.Check(null), new ProbeVerdicts(() => null, () => []), new ProbeMetrics(registry));
        var pages = new StatusPages(_names, new EnsembleSurvey(new(local), 1, paths.StatusAsync, () => null, TimeProvider.System), _history, new(TimeProvider.System));
        _server = LoopbackServer.Build(0, paths, new MetricsEndpoint(MetricNames.Zk, sampler, _metrics), pages);
        _serverWithoutPage = LoopbackServer.Build(0, paths, new MetricsEndpoint(MetricNames.Zk, sampler, _metrics));
        await _server.StartAsync(Cancellation);
        await _serverWithoutPage.StartAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in (WebApplication[])[_server, _serverWithoutPage])
        {
            await server.StopAsync(CancellationToken.None);
            await server.DisposeAsync();
        }
        _metrics.Dispose();
        _http.Dispose();
        await _zooKeeper.DisposeAsync();
    }

    [Fact]
    public async Task A_browser_gets_a_page_that_allows_no_other_origin_and_no_inline_script()
    {
        using var answer = await Get("/", Browser);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Contains("Accept", answer.Headers.Vary);
        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("://", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" on", System.Text.RegularExpressions.Regex.Match(page, "<[a-z]+[^>]* on[a-z]+=").Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Curl_gets_the_table_of_status_at_the_same_address()
    {
        using var answer = await Get("/", "*/*");
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        var table = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.StartsWith("ORDINAL", table, StringComparison.Ordinal);
        Assert.Contains("zk-0", table, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', table);
    }

    [Theory]
    [InlineData("/page/page.js", "text/javascript")]
    [InlineData("/page/page.css", "text/css")]
    [InlineData("/page/icon.svg", "image/svg+xml")]
    [InlineData("/page/runbook.json", "application/json")]
    [InlineData("/", "text/html")]
    public async Task A_part_that_the_browser_has_is_not_sent_again(string path, string type)
    {
        using var first = await Get(path, Browser);
        Assert.Equal((HttpStatusCode.OK, type), (first.StatusCode, first.Content.Headers.ContentType!.MediaType));
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(_server, path)) { Headers = { { "Accept", Browser } } };
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await _http.SendAsync(request, Cancellation);
        Assert.Equal((HttpStatusCode.NotModified, 0), (second.StatusCode, (await second.Content.ReadAsByteArrayAsync(Cancellation)).Length));
    }

    [Fact]
    public async Task A_HEAD_has_the_headers_and_no_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, Address(_server, "/")) { Headers = { { "Accept", Browser } } };
        using var answer = await _http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Content.Headers.ContentLength > 1000);
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Nothing_can_be_sent_to_the_page(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Address(_server, "/"));
        using var answer = await _http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Fact]
    public async Task The_JSON_has_what_our_own_agent_tells_and_a_member_that_is_gone()
    {
        using var answer = await Get("/page/ensemble.json", "*/*");
        Assert.True(answer.Headers.CacheControl!.NoStore);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
        var servers = json.RootElement.GetProperty("servers");
        Assert.Equal("zk-0", json.RootElement.GetProperty("answeredBy").GetString());
        Assert.Equal("running", servers[0].GetProperty("agent").GetProperty("process").GetProperty("phase").GetString());
        Assert.Equal(("bad", JsonValueKind.Null), (servers[1].GetProperty("tone").GetString(), servers[1].GetProperty("agent").ValueKind));
    }

    [Fact]
    public async Task However_many_read_the_page_the_members_are_asked_once()
    {
        using var first = await Get("/page/ensemble.json", "*/*");
        var asked = _zooKeeper.Words.Count;
        var all = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Get("/page/ensemble.json", "*/*")));
        var bodies = await Task.WhenAll(all.Select(a => a.Content.ReadAsStringAsync(Cancellation)));
        // On a busy machine the thirty may take longer than an answer is shared.
        Assert.InRange(bodies.Distinct().Count(), 1, 3);
        Assert.InRange(_zooKeeper.Words.Count - asked, 0, 6);
        foreach (var one in all) one.Dispose();
    }

    [Fact]
    public async Task The_history_has_what_the_samples_left_and_who_leads()
    {
        using var ensemble = await Get("/page/ensemble.json", "*/*");
        using var member = JsonDocument.Parse(await (await Get("/status/history", "*/*")).Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(1, member.RootElement.GetProperty("at").GetArrayLength());
        using var all = JsonDocument.Parse(await (await Get("/page/history.json", "*/*")).Content.ReadAsStringAsync(Cancellation));
        var members = all.RootElement.GetProperty("members");
        Assert.Equal(1, members[0].GetProperty("history").GetProperty("at").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, members[1].GetProperty("history").ValueKind);
        using var seen = JsonDocument.Parse(await ensemble.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(1, seen.RootElement.GetProperty("leaders").GetArrayLength());
    }

    [Theory]
    [InlineData("", HttpStatusCode.OK)]
    [InlineData("?name=zk-0.zk-hs", HttpStatusCode.OK)]
    [InlineData("?name=ZK-0.zk-hs.", HttpStatusCode.OK)]
    [InlineData("?name=zk-1.zk-hs", HttpStatusCode.MisdirectedRequest)]
    public async Task Curves_that_are_asked_of_another_member_are_misdirected(string query, HttpStatusCode expected)
    {
        using var answer = await Get($"/status/history{query}", "*/*");
        Assert.Equal(expected, answer.StatusCode);
        if (expected != HttpStatusCode.OK) Assert.Equal("answered for by zk-0.zk-hs, which is another member\n", await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task A_member_whose_address_another_member_has_by_now_is_shown_without_curves()
    {
        // The server of this test answers at both addresses, and its name is one of them.
        EnsembleServer Called(int id, string host) => new(new(id), host, 2888, 3888, ServerRole.Participant, _zooKeeper.Port);
        var self = Called(1, "zk-0.zk-hs");
        var local = new CurrentMember(new(new([self, Called(2, "127.0.0.1"), Called(3, "localhost")]), self, Standalone: false));
        var pages = new StatusPages(_names, new EnsembleSurvey(local, LoopbackServer.PortOf(_server), _paths.StatusAsync, () => null, TimeProvider.System), _history, new(TimeProvider.System));

        using var all = JsonDocument.Parse((await pages.AnswerAsync("/page/history.json", "", "*/*", "")).GetValueOrDefault().Body);
        Assert.Equal(
            [JsonValueKind.Object, JsonValueKind.Object, JsonValueKind.Null],
            all.RootElement.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("history").ValueKind));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("<html>")]
    [InlineData("""{"interval":10,"at":[1],"read":7}""")]
    [InlineData("""{"interval":10,"at":[1],"read":[1],"write":[1],"outstanding":[1],"later":"\ud800"}""")]
    [InlineData("""{"server":{"myid":2},"health":{"state":"following","sentence":"follows"},"sample":null,"guard":{"sentence":"\ud800"}}""")]
    public async Task A_member_whose_agent_answers_nonsense_is_shown_without_its_words(string nonsense)
    {
        await using var agent = StubServer.Http($"HTTP/1.1 200 OK\r\nContent-Length: {nonsense.Length}\r\n\r\n{nonsense}");
        var self = new EnsembleServer(new(1), "zk-0.zk-hs", 2888, 3888, ServerRole.Participant, _zooKeeper.Port);
        // Port 1 of this host refuses: it has no ZooKeeper.
        var strange = new EnsembleServer(new(2), "127.0.0.1", 2888, 3888, ServerRole.Participant, 1);
        var local = new CurrentMember(new(new([self, strange]), self, Standalone: false));
        var pages = new StatusPages(_names, new EnsembleSurvey(local, agent.Port, _paths.StatusAsync, () => null, TimeProvider.System), _history, new(TimeProvider.System));

        using var ensemble = JsonDocument.Parse((await pages.AnswerAsync("/page/ensemble.json", "", "*/*", "")).GetValueOrDefault().Body);
        Assert.Equal([JsonValueKind.Object, JsonValueKind.Null], ensemble.RootElement.GetProperty("servers").EnumerateArray().Select(server => server.GetProperty("agent").ValueKind));
        using var histories = JsonDocument.Parse((await pages.AnswerAsync("/page/history.json", "", "*/*", "")).GetValueOrDefault().Body);
        Assert.Equal([JsonValueKind.Object, JsonValueKind.Null], histories.RootElement.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("history").ValueKind));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/page/page.js")]
    [InlineData("/page/ensemble.json")]
    [InlineData("/status/history")]
    public async Task A_page_that_is_off_is_404_and_says_which_setting_did_it(string path)
    {
        using var answer = await _http.GetAsync(Address(_serverWithoutPage, path), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("ZK_STATUS_PAGE=off", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_below_the_page_that_does_not_exist_is_404_with_the_paths_that_do()
    {
        using var answer = await Get("/page/nothing.js", Browser);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("there are /, /startupz", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> Get(string path, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(_server, path));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await _http.SendAsync(request, Cancellation);
    }

    private static Uri Address(WebApplication server, string path) => new($"http://127.0.0.1:{LoopbackServer.PortOf(server)}{path}");
}
