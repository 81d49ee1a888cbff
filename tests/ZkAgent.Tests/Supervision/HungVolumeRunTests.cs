using System.Globalization;
using System.Net;
using Xunit;

namespace ZkAgent.Tests.Supervision;

/// <summary><c>zkagent run</c> whose data volume does not answer: the identity file is a pipe without a writer, so opening it never returns.</summary>
public sealed class HungVolumeRunTests
{
    private const int TERM = 15;

    private const string Hang = """
        hang() { rm -f "$T/data/zkagent.identity"; mkfifo "$T/data/zkagent.identity"; }

        """;

    [Fact]
    public async Task A_hundred_questions_of_peers_cost_no_thread_each_and_probes_answer_and_the_stop_comes()
    {
        await using var agent = new SupervisedAgent(asInit: false, Hang + "hang\n" + StandIn.Patient);
        await agent.UntilNotedAsync("starts");
        // One address may have only so many connections at a time.
        using var connections = new SocketsHttpHandler { MaxConnectionsPerServer = 8 };
        using var client = new HttpClient(connections) { Timeout = TimeSpan.FromSeconds(20), BaseAddress = new($"http://127.0.0.1:{agent.AgentPort}") };
        var before = Threads(agent.Pid);

        var peers = Enumerable.Range(0, 100).Select(_ => client.GetStringAsync(new Uri("/member", UriKind.Relative), TestContext.Current.CancellationToken)).ToList();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/livez"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(client, "/readyz"));
        foreach (var answer in await Task.WhenAll(peers)) Assert.Contains("its volume does not answer", answer, StringComparison.Ordinal);
        Assert.InRange(Threads(agent.Pid) - before, -20, 20);

        await agent.UntilSaidAsync($"cannot read dataDir {agent.At("data")} or dataLogDir {agent.At("datalog")}: no answer for ");
        using (var ready = await client.GetAsync(new Uri("/readyz?verbose", UriKind.Relative), TestContext.Current.CancellationToken))
            Assert.Contains("[-]volume failed (informational): cannot read dataDir", await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("\"answers\": false", await client.GetStringAsync(new Uri("/status", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var page = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Matches("\nzkagent_volume_unresponsive_seconds [1-9]", page);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/livez"));

        agent.Signal(TERM);
        Assert.Equal(0, await agent.ExitAsync());
    }

    [Fact]
    public async Task A_data_guard_that_waits_for_the_volume_says_so_and_holds_no_stop_up()
    {
        await using var agent = new SupervisedAgent(asInit: false, Hang + StandIn.Ending("hang; exit 1"));
        await agent.UntilNotedAsync("starts");
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(20), BaseAddress = new($"http://127.0.0.1:{agent.AgentPort}") };
        var said = "";
        await agent.UntilSaidAsync("cannot read dataDir");
        await agent.UntilAsync(() => (said = client.GetStringAsync(new Uri("/livez", UriKind.Relative), TestContext.Current.CancellationToken).GetAwaiter().GetResult())
            .Contains("held back: cannot read dataDir", StringComparison.Ordinal), $"the guard holds ZooKeeper back: {said}");

        agent.Signal(TERM);
        Assert.Equal(0, await agent.ExitAsync());
        Assert.Equal("start\n", agent.Note("starts"));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static int Threads(int pid) => int.Parse(
        File.ReadLines($"/proc/{pid}/status").Single(l => l.StartsWith("Threads:", StringComparison.Ordinal))["Threads:".Length..], CultureInfo.InvariantCulture);
}
