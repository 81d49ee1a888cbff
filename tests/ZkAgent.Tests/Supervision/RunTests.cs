using System.Net;
using Xunit;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Tests.Metrics;
using ZkAgent.Tests.ExecProbes;

namespace ZkAgent.Tests.Supervision;

/// <summary>The rest of what <c>zkagent run</c> does around ZooKeeper's process.</summary>
public sealed class RunTests
{
    private const int TERM = 15;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Probes_are_answered_while_ZooKeeper_runs(bool asInit)
    {
        await using var agent = new SupervisedAgent(asInit, StandIn.Patient);
        await agent.UntilNotedAsync("starts");

        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        using var live = await client.GetAsync(new Uri($"http://127.0.0.1:{agent.AgentPort}/livez"), TestContext.Current.CancellationToken);
        using var ready = await client.GetAsync(new Uri($"http://127.0.0.1:{agent.AgentPort}/readyz"), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (live.StatusCode, ready.StatusCode));
        agent.Signal(TERM);
        Assert.Equal(0, await agent.ExitAsync());
    }

    [Fact]
    public async Task Its_page_has_every_family_of_the_catalogue_for_a_static_list_and_counts_restarts()
    {
        await using var agent = new SupervisedAgent(asInit: false, StandIn.Ending("[ $(wc -l < \"$T/starts\") -gt 1 ] || exit 1; while :; do sleep 0.05; done"));
        await agent.UntilNotedAsync("starts", "start\nstart\n");

        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        var page = await client.GetStringAsync(new Uri($"http://127.0.0.1:{agent.AgentPort}/metrics"), TestContext.Current.CancellationToken);
        var families = Strict.Read(page, ExpositionFormat.Text);
        // What is told of mntr's numbers only is absent with them, and this list of servers is static.
        Assert.Equal(
            AgentFamilies.All.Except(AgentFamilies.OfOnePage).Except(AgentFamilies.OfDynamicMembership).Except(AgentFamilies.OfBackups).Select(f => (f.Name, f.Type.ToString().ToLowerInvariant(), f.Help)).Order(),
            families.Where(f => f.Name != "zk_up").Select(f => (f.Name, f.Type, f.Help)).Order());
        Assert.Contains("zkagent_zookeeper_restarts_total{reason=\"unexpected_error\"} 1\n", page, StringComparison.Ordinal);
        Assert.Contains("zkagent_zookeeper_last_exit_info{reason=\"unexpected_error\"} 1\n", page, StringComparison.Ordinal);
        Assert.Contains("zkagent_departure_gate_state{state=\"open\"} 1\n", page, StringComparison.Ordinal);
        Assert.Empty(await Promtool.ComplainsAsync(page));
    }

    [Fact]
    public async Task Without_TLS_and_authentication_OpenSSL_is_not_loaded()
    {
        await using var agent = new SupervisedAgent(asInit: false, StandIn.Patient);
        await agent.UntilNotedAsync("starts");
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        await client.GetStringAsync(new Uri($"http://127.0.0.1:{agent.AgentPort}/metrics"), TestContext.Current.CancellationToken);

        Assert.DoesNotContain("libcrypto", await File.ReadAllTextAsync($"/proc/{agent.Pid}/maps", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_agent_on_the_same_volume_waits_until_the_first_and_its_ZooKeeper_have_ended()
    {
        await using var first = new SupervisedAgent(asInit: false, StandIn.Patient);
        await first.UntilNotedAsync("starts");
        // What ZooKeeper's process has inherited outlives the agent.
        Assert.All(["data", "datalog"], directory => Assert.Contains(first.At($"{directory}/zkagent.lock"), OpenFiles(first.Children.Single().Pid)));

        await using var second = new SupervisedAgent(asInit: false, StandIn.Patient, [("ZK_DATA_DIR", first.At("data")), ("ZK_DATA_LOG_DIR", first.At("datalog"))]);
        await second.UntilSaidAsync($"held back: another process uses this volume, because it holds the lock of {first.At("data/zkagent.lock")}");
        Assert.Equal("", second.Note("starts"));

        first.Signal(TERM);
        Assert.Equal(0, await first.ExitAsync());
        await second.UntilNotedAsync("starts");
        second.Signal(TERM);
        Assert.Equal(0, await second.ExitAsync());
    }

    [Fact]
    public async Task Every_wrong_setting_is_told_at_once_and_nothing_is_started()
    {
        await using var agent = new SupervisedAgent(asInit: false, StandIn.Patient,
            [("ZK_REPLICAS", "many"), ("ZK_GRACE_PERIOD", "soon"), ("ZK_RESTART_LIMIT", "-1"), ("ZK_SERVER_COMMAND", "/no/such/zkServer.sh")]);

        Assert.Equal(78, await agent.ExitAsync());
        foreach (var words in new[] { "ZK_REPLICAS", "ZK_GRACE_PERIOD", "ZK_RESTART_LIMIT", "/no/such/zkServer.sh" })
        {
            Assert.Contains(words, agent.Errors, StringComparison.Ordinal);
            Assert.Contains(words, agent.TerminationMessage, StringComparison.Ordinal);
        }

        Assert.Equal("", agent.Note("starts"));
        Assert.Empty(agent.Output);
    }

    [Fact]
    public async Task A_port_in_use_is_told_before_the_start()
    {
        await using var other = StubServer.Silent();
        await using var agent = new SupervisedAgent(asInit: false, StandIn.Patient, [("ZK_CLIENT_PORT", $"{other.Port}")]);

        Assert.Equal(78, await agent.ExitAsync());
        Assert.Contains($"cannot listen on port {other.Port} for clients: something already listens on it", agent.TerminationMessage, StringComparison.Ordinal);
        Assert.Equal("", agent.Note("starts"));
    }

    [Fact]
    public async Task The_agent_does_not_start_itself()
    {
        await using var agent = new SupervisedAgent(asInit: false, StandIn.Patient, [("ZK_SERVER_COMMAND", AgentBinary.Existing())]);

        Assert.Equal(78, await agent.ExitAsync());
        Assert.Contains("it is zkagent itself", agent.TerminationMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ZooKeeper_gets_our_flags_and_not_ZOO_NOEXEC()
    {
        await using var agent = new SupervisedAgent(asInit: false, """echo "$SERVER_JVMFLAGS|$ZOO_NOEXEC|$ZOOCFGDIR"; exit 2""",
            [("ZOO_NOEXEC", "true"), ("ZK_HEAP_SIZE", "100M"), ("SERVER_JVMFLAGS", "-Dusers=own")]);

        Assert.Equal(2, await agent.ExitAsync());
        Assert.Matches(@"^-Xms100m -Xmx100m .* -Dusers=own\|\|/.*/conf\n$", System.Text.Encoding.UTF8.GetString(agent.Output));
    }

    [Fact]
    public async Task No_signal_is_ignored_or_blocked_in_ZooKeeper()
    {
        await using var agent = new SupervisedAgent(asInit: true, "exec grep -E 'Sig(Blk|Ign)' /proc/self/status", [("ZK_RESTART_LIMIT", "0")]);

        Assert.Equal(1, await agent.ExitAsync());
        // glibc's own posix_spawn ignores the two signals that it keeps to itself, 32 and 33.
        Assert.Matches("^SigBlk:\t0{16}\nSigIgn:\t0{7}[01][08]0{7}\n$", System.Text.Encoding.UTF8.GetString(agent.Output));
    }

    [Theory]
    [InlineData("print-cmd", "a b", "")]
    [InlineData("version")]
    [InlineData("stop")]
    public async Task Under_the_name_of_zkServer_its_other_verbs_become_the_real_script(params string[] words)
    {
        var directory = Directory.CreateTempSubdirectory("zkagent-verb-").FullName;
        try
        {
            var script = Path.Combine(directory, "real-zkServer");
            await File.WriteAllTextAsync(script, "#!/bin/sh\nprintf '%s|' \"$@\"\nexit 9\n", TestContext.Current.CancellationToken);
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);

            (await AgentBinary.Run("zkServer.sh", words, ("ZK_SERVER_COMMAND", script))).Said(9, string.Concat(words.Select(word => word + "|")));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static IEnumerable<string?> OpenFiles(int pid) => Directory.EnumerateFileSystemEntries($"/proc/{pid}/fd").Select(fd => new FileInfo(fd).LinkTarget);
}
