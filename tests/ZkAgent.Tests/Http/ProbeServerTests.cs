using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using ZkAgent.Commands;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Supervision;
using ZkAgent.Health;
using ZkAgent.Http;
using ZkAgent.Metrics;
using ZkAgent.Tests.Fakes;
using static ZkAgent.Tests.Fakes.ScriptedZooKeeper;

namespace ZkAgent.Tests.Http;

public sealed class ProbeServerTests : IAsyncLifetime
{
    private readonly ScriptedZooKeeper _zooKeeper = new() { Script = Serving("follower") };
    private readonly HttpClient _http = new();
    private SupervisionSnapshot _process = new(ProcessPhase.Running, DateTimeOffset.UnixEpoch, 100, 2, ChildExit.Exited(1), "ZooKeeper runs");
    private SessionCheck? _session;
    private MembershipView? _view;
    private WebApplication _server = null!;
    private int _port;
    private AgentPage _page = null!;

    public async ValueTask InitializeAsync()
    {
        var self = new EnsembleServer(new(1), "zk-0.zk-hs", 2888, 3888, ServerRole.Participant, _zooKeeper.Port);
        var local = new LocalMember(new([self]), self, Standalone: false);
        var registry = new MetricsRegistry();
        var sampler = new Sampler(SampledServer.Of(new(local), () => _process, () => null), new ElectionMetrics(registry), new(TimeProvider.System), NullLogger<Sampler>.Instance);
        var verdicts = new ProbeVerdicts(() => _session, () => []);
        var probes = new ProbeMetrics(registry);
        _page = new AgentPage(registry, [new HealthMetrics(registry), new VerdictMetrics(registry, verdicts), new SessionMetrics(registry, () => _session)]);
        var paths = new ProbePaths(sampler, () => new("0.1.0", local, new([self.Host, "127.0.0.1"], AnswersToAny: false)) { View = _view }, () => Task.FromResult(new ReportedVolume(new MemberVolume("life", MemberData.Data, null, true, []))), () => VolumeTimeout.Check(null), verdicts, probes);
        _server = LoopbackServer.Build(0, paths, new MetricsEndpoint(MetricNames.Zk, sampler, _page));
        await _server.StartAsync(TestContext.Current.CancellationToken);
        _port = LoopbackServer.PortOf(_server);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(CancellationToken.None);
        await _server.DisposeAsync();
        _page.Dispose();
        _http.Dispose();
        await _zooKeeper.DisposeAsync();
    }

    [Theory]
    [InlineData("/livez")]
    [InlineData("/metrics")]
    public async Task Of_requests_that_are_sent_at_once_the_first_is_answered_and_the_connection_ends(string path)
    {
        var stop = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _port, stop);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat($"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n", 3))), stop);

        var answer = await new StreamReader(client.GetStream()).ReadToEndAsync(stop);

        Assert.Equal(2, answer.Split("HTTP/1.1 200 OK").Length);
        Assert.Contains("\r\nConnection: close\r\n", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/startupz", "ZooKeeper has loaded its database\n")]
    [InlineData("/livez", "ZooKeeper serves as follower, epoch 1\n")]
    [InlineData("/readyz", "ZooKeeper serves as follower, epoch 1\n")]
    public async Task A_probe_that_passes_is_200_and_one_sentence(string path, string body)
    {
        using var answer = await GetAsync(path);
        Assert.Equal((HttpStatusCode.OK, body), (answer.StatusCode, await BodyAsync(answer)));
        Assert.Equal("text/plain; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Status_asks_the_agent_where_the_client_port_listens_on_loopback_only()
    {
        // Port 1 refuses: what the table shows can only have come from the agent.
        var topology = new EnsembleTopology([new(new(1), "127.0.0.1", 2888, 3888, ServerRole.Participant, 1, "127.0.0.1")]);
        var output = new StringWriter();
        _zooKeeper.Script = Serving("leader");
        await new StatusCommand(_port, TimeProvider.System).RunAsync(topology, json: false, colour: false, output, TestContext.Current.CancellationToken);
        Assert.Contains("leader  3.9.3", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_dynamic_membership_an_agent_tells_status_and_connect_string_who_the_members_are()
    {
        EnsembleServer zk0 = new(new(1), "127.0.0.1", 2888, 3888, ServerRole.Participant, _zooKeeper.Port), zk1 = new(new(2), "127.0.0.2", 2888, 3888, ServerRole.Participant, 1), derived = new(new(9), "zk-8.invalid", 2888, 3888, ServerRole.Participant, 1);
        _view = new("100000005", 1, MembershipState.Removing, "removing zk-1", [new(zk0, MembershipRole.Voter, Votes: true, Serves: true), new(zk1, MembershipRole.Leaving, Votes: true, Serves: false)]);
        StringWriter table = new(), list = new(), error = new();

        await new StatusCommand(_port, TimeProvider.System) { IsDynamic = true }.RunAsync(new([derived]), json: false, colour: false, table, TestContext.Current.CancellationToken);
        await ConnectStringCommand.RunDynamicAsync(new(_port, TimeProvider.System), new([derived]), null, list, error);
        Assert.Contains("membership: configuration 100000005, 1 wanted; removing zk-1\n", table.ToString(), StringComparison.Ordinal);
        Assert.Contains(" leaving ", table.ToString(), StringComparison.Ordinal);
        Assert.Equal(($"127.0.0.1:{_zooKeeper.Port}\n", ""), (list.ToString(), error.ToString()));

        _view = null;
        list = new();
        await ConnectStringCommand.RunDynamicAsync(new(_port, TimeProvider.System), new([derived]), null, list, error);
        Assert.Equal(("zk-8.invalid:1\n", "zkagent: warning: no agent tells the members; these follow from ZK_REPLICAS\n"), (list.ToString(), error.ToString()));
    }

    [Fact]
    public async Task Wait_asks_the_agent_where_ZooKeeper_itself_cannot_be_asked()
    {
        var output = new StringWriter();
        var code = await new WaitCommand(_port, TimeProvider.System).RunAsync(
            [new("127.0.0.1", 1)], TimeSpan.FromSeconds(30), output, TextWriter.Null, TestContext.Current.CancellationToken);
        Assert.Equal(0, code);
        Assert.StartsWith("the ensemble serves: 127.0.0.1 serves, says its agent", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_quorum_it_is_live_and_not_ready()
    {
        _zooKeeper.Script = Serving(null);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/livez")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/startupz")).StatusCode);
        using var ready = await GetAsync("/readyz?verbose");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        var body = await BodyAsync(ready);
        Assert.Contains("[+]process ok: ZooKeeper runs\n", body, StringComparison.Ordinal);
        Assert.Contains("[-]mode failed: ZooKeeper looks for a quorum", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HEAD_is_GET_without_the_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, Url("/readyz"));
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(38, answer.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Anything_else_is_refused_with_a_sentence()
    {
        using var missing = await GetAsync("/healthz");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.StartsWith("cannot find ", await BodyAsync(missing), StringComparison.Ordinal);
        using var post = await _http.PostAsync(Url("/livez"), null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
        Assert.Equal(["GET", "HEAD"], post.Content.Headers.Allow);
        Assert.Equal("cannot POST /livez: only GET, HEAD are answered here\n", await BodyAsync(post));
    }

    [Fact]
    public async Task Status_is_JSON_of_identity_health_process_and_look()
    {
        using var json = JsonDocument.Parse(await BodyAsync(await GetAsync("/status")));
        var root = json.RootElement;
        Assert.Equal("zk-0", root.GetProperty("server").GetProperty("name").GetString());
        Assert.Equal("serving", root.GetProperty("health").GetProperty("state").GetString());
        Assert.Equal(2, root.GetProperty("process").GetProperty("restarts").GetInt32());
        Assert.Equal("code 1", root.GetProperty("process").GetProperty("lastExit").GetString());
        Assert.True(root.GetProperty("probes").GetProperty("ready").GetProperty("pass").GetBoolean());
        Assert.Equal("follower", root.GetProperty("sample").GetProperty("report").GetProperty("mode").GetString());
    }

    [Fact]
    public async Task Metrics_are_absent_rather_than_lies_where_ZooKeeper_does_not_serve()
    {
        Assert.Contains("zk_up 1\n", await BodyAsync(await GetAsync("/metrics")), StringComparison.Ordinal);
        _process = _process with { Phase = ProcessPhase.BackingOff, Pid = null };
        var page = await BodyAsync(await GetAsync("/metrics"));
        Assert.Contains("zk_up 0\n", page, StringComparison.Ordinal);
        Assert.DoesNotContain("zk_server_state", page, StringComparison.Ordinal);
        Assert.Contains("zkagent_health_state{state=\"backing-off\"} 1\n", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5", ExpositionFormats.OpenMetricsType, "# EOF\n")]
    [InlineData("*/*", ExpositionFormats.TextType, "\n")]
    public async Task Metrics_come_in_the_format_that_the_scraper_likes(string accept, string type, string end)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Url("/metrics"));
        Assert.True(request.Headers.TryAddWithoutValidation("Accept", accept));
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(type, answer.Content.Headers.ContentType!.ToString());
        Assert.EndsWith(end, await BodyAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scrape_of_a_silent_ZooKeeper_ends_and_holds_no_probe_up()
    {
        _zooKeeper.Script = _ => Stalls();
        var scrape = GetAsync("/metrics");
        using var live = await GetAsync("/livez");
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Contains("zk_up 0\n", await BodyAsync(await scrape.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probes_are_counted_by_their_answers()
    {
        await GetAsync("/livez");
        await GetAsync("/readyz");
        _process = _process with { Phase = ProcessPhase.Stopping, Pid = null };
        await GetAsync("/readyz");
        var page = await BodyAsync(await GetAsync("/metrics"));
        Assert.Contains("zkagent_probe_answers_total{probe=\"live\",passed=\"true\"} 1\n", page, StringComparison.Ordinal);
        Assert.Contains("zkagent_probe_answers_total{probe=\"ready\",passed=\"true\"} 1\nzkagent_probe_answers_total{probe=\"ready\",passed=\"false\"} 1\n", page, StringComparison.Ordinal);
        Assert.Contains("zkagent_probe_duration_seconds_count{probe=\"ready\"} 2\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_check_is_told_and_changes_no_verdict()
    {
        Assert.DoesNotContain("session", await BodyAsync(await GetAsync("/readyz?verbose")), StringComparison.Ordinal);
        Assert.DoesNotContain("\nzkagent_session", await BodyAsync(await GetAsync("/metrics")), StringComparison.Ordinal);

        _session = new("cannot open a session: closed after 3 bytes of the answer", DateTimeOffset.MaxValue, TimeSpan.FromMilliseconds(12.4));
        using var ready = await GetAsync("/readyz?verbose");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Contains("[-]session failed (informational): cannot open a session: closed after 3 bytes of the answer (0 s ago)\nreadyz check passed: ", await BodyAsync(ready), StringComparison.Ordinal);
        Assert.DoesNotContain("session", await BodyAsync(await GetAsync("/readyz")), StringComparison.Ordinal);
        Assert.Contains("zkagent_session_check_passing 0\n", await BodyAsync(await GetAsync("/metrics")), StringComparison.Ordinal);

        _session = _session with { Problem = null };
        Assert.Contains("[+]session ok (informational): opened and closed in 12 ms, 0 s ago\n", await BodyAsync(await GetAsync("/readyz?verbose")), StringComparison.Ordinal);
        var page = await BodyAsync(await GetAsync("/metrics"));
        Assert.Contains("zkagent_session_check_passing 1\n", page, StringComparison.Ordinal);
        Assert.Contains("zkagent_session_check_duration_seconds 0.0124\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_check_from_before_an_election_is_not_told()
    {
        _session = new(null, DateTimeOffset.UnixEpoch, TimeSpan.FromMilliseconds(3));
        Assert.DoesNotContain("session", await BodyAsync(await GetAsync("/readyz?verbose")), StringComparison.Ordinal);
        Assert.DoesNotContain("\nzkagent_session", await BodyAsync(await GetAsync("/metrics")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_one_sentence()
    {
        await using var second = LoopbackServer.Build(_port, null!, null!);
        var exception = await Assert.ThrowsAnyAsync<IOException>(() => second.StartAsync(TestContext.Current.CancellationToken));
        var problem = ListenFailure.Describe(exception, _port);
        Assert.StartsWith($"cannot listen on port {_port} for the agent's HTTP server: ", problem, StringComparison.Ordinal);
        Assert.EndsWith("; set ZK_AGENT_PORT to a free port", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_address_families_are_answered()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "needs IPv6");
        using var answer = await _http.GetAsync(new Uri($"http://[::1]:{_port}/livez"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX: {0}\r\n\r\n", "431")]
    [InlineData("GET /{0} HTTP/1.1\r\nHost: a\r\n\r\n", "414")]
    [InlineData("hello\r\n\r\n", "400")]
    public async Task Requests_beyond_the_limits_are_refused(string request, string status)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request.Replace("{0}", new string('x', 9000), StringComparison.Ordinal)), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream());
        Assert.Contains(status, await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private Uri Url(string path) => new($"http://127.0.0.1:{_port}{path}");

    private Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(Url(path), TestContext.Current.CancellationToken);

    private static Task<string> BodyAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
