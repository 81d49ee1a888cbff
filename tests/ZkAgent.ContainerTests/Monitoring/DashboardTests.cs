using System.Text;
using Xunit;
using ZkAgent.ContainerTests.Client;
using ZkAgent.ContainerTests.Containers;

namespace ZkAgent.ContainerTests.Monitoring;

/// <summary>Each panel of the dashboard shows something that a real Prometheus scraped from a real ensemble.</summary>
public sealed class DashboardTests
{
    /// <summary>Two scrapes inside a rate's window, and time for the first query of everything; the machine may be busy.</summary>
    private static readonly TimeSpan ToShow = TimeSpan.FromSeconds(120);

    private const string Certificates = """
        cd /volume
        openssl req -x509 -newkey rsa:2048 -nodes -days 90 -subj '/CN=test CA' -keyout ca.key -out ca.crt
        openssl req -newkey rsa:2048 -nodes -subj /CN=zk -keyout tls.key -out zk.csr
        printf 'extendedKeyUsage=serverAuth,clientAuth\nsubjectAltName=DNS:localhost,DNS:*.zk-hs.test.svc.cluster.local' > extensions
        openssl x509 -req -in zk.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 60 -extfile extensions -out tls.crt
        # A volume begins as root's; the keys belong to the server's user.
        chown 1000:1000 *
        """;

    [Fact]
    public async Task A_healthy_ensemble_fills_every_panel_that_is_not_about_a_fault()
    {
        await using var certificates = await TestVolume.Create();
        await certificates.Shell(Certificates);
        await using var backups = await TestVolume.Create();
        await backups.Shell("chown 1000:1000 /volume");
        await using var ensemble = await Ensemble.Serving(3, member => member
            .WithVolumeMount(certificates, "/etc/zookeeper/tls/client").WithVolumeMount(backups, "/backup").WithSettings("ZK_CLIENT_TLS=also", "ZK_BACKUP_DIR=/backup", "ZK_BACKUP_LOG_INTERVAL=10s"));
        await using var prometheus = await PrometheusServer.Scraping(ensemble);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var clients = Task.WhenAll(ensemble.Members.Select(member => ReadAndWrite(member, done.Token)));

        await Shows(prometheus, Dashboard.Panels().Where(panel => panel.Fault is null));
        foreach (var (series, label) in Dashboard.Lists())
            Assert.All(await prometheus.Query(series), sample => Assert.NotEmpty(sample.Labels[label]));

        Assert.Empty(await prometheus.Query("ALERTS{alertstate=\"firing\",severity!=\"info\"}"));
        await done.CancelAsync();
        await clients;
    }

    [Fact]
    public async Task A_crash_shows()
    {
        await using var ensemble = await Ensemble.Serving(1);
        await using var prometheus = await PrometheusServer.Scraping(ensemble);
        await Shows(prometheus, [new("the agent is scraped", null, ["zkagent_health_state{state=\"serving\"} == 1"])]);

        await ensemble[0].KillJava();

        await Shows(prometheus, Of(nameof(A_crash_shows)));
    }

    [Fact]
    public async Task A_lost_quorum_shows()
    {
        await using var ensemble = await Ensemble.Serving(2);
        await using var prometheus = await PrometheusServer.Scraping(ensemble);
        await Shows(prometheus, [new("both are scraped", null, ["sum(zk_up) == 2"])]);

        await ensemble[1].Kill("KILL");

        await Shows(prometheus, Of(nameof(A_lost_quorum_shows)));
        await Shows(prometheus,
        [
            new("alerts", null, ["ALERTS{alertname=\"ZooKeeperNoQuorum\",namespace=\"test\",ensemble=\"zk\"}", "ALERTS{alertname=\"ZooKeeperMemberNotReady\",pod=\"zk-0\"}"]),
        ]);
    }

    [Fact]
    public void Every_fault_that_a_panel_names_is_a_test_of_this_class()
    {
        Assert.All(Dashboard.Panels().Where(panel => panel.Fault is not null), panel => Assert.NotNull(typeof(DashboardTests).GetMethod(panel.Fault!)));
        Assert.Equal(Dashboard.Panels().Count, Dashboard.Panels().Select(panel => panel.Title).Distinct().Count());
    }

    private static DashboardPanel[] Of(string fault)
    {
        var panels = Dashboard.Panels().Where(panel => panel.Fault == fault).ToArray();
        Assert.NotEmpty(panels);
        return panels;
    }

    /// <summary>Awaits that every query of every panel gives a number.</summary>
    private static async Task Shows(PrometheusServer prometheus, IEnumerable<DashboardPanel> panels)
    {
        var empty = (from panel in panels from query in panel.Queries select (panel.Title, Query: query)).ToList();
        await Poll.Until(
            async () =>
            {
                foreach (var one in empty.ToArray())
                    if ((await prometheus.Query(one.Query)).Any(sample => double.IsFinite(sample.Value))) empty.Remove(one);
                return empty.Count == 0;
            },
            ToShow,
            () => Task.FromResult($"these panels show nothing:\n{string.Join('\n', empty.Select(one => $"{one.Title}: {one.Query}"))}"));
    }

    /// <summary>What an application does, so that latencies exist, and what the kubelet does.</summary>
    private static async Task ReadAndWrite(MemberContainer member, CancellationToken until)
    {
        using var agent = new AgentHttp(await member.Address());
        await using var client = await member.Connect();
        var path = $"/{member.PodName}";
        await client.Create(path, Encoding.ASCII.GetBytes("0"));
        // The leader measures a follower's acknowledgement once in a thousand transactions.
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        try
        {
            for (var turn = 1; await timer.WaitForNextTickAsync(until); turn++)
            {
                await client.Set(path, Encoding.ASCII.GetBytes($"{turn}"));
                await client.Get(path);
                await agent.Get("/readyz", until);
            }
        }
        catch (OperationCanceledException) when (until.IsCancellationRequested)
        {
            // Everything was shown.
        }
    }
}
