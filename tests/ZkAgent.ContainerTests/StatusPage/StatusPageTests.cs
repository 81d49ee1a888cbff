using System.Text.Json.Nodes;
using Xunit;
using ZkAgent.ContainerTests.Client;
using ZkAgent.ContainerTests.Containers;
using ZkAgent.ContainerTests.Tls;

namespace ZkAgent.ContainerTests.StatusPage;

/// <summary>The status page of three members in a real browser. It stays open while members fail and come back.</summary>
public sealed class StatusPageTests
{
    /// <summary>The page asks every 2.5 s, an election takes a second; the machine does other things as well.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task The_page_follows_the_ensemble_while_it_is_open()
    {
        await using var ensemble = await Ensemble.Serving(3);
        var leader = await ensemble.Leader();
        var (shown, other) = ((leader + 1) % 3, (leader + 2) % 3);
        await using var writer = new SteadyWriter([await ensemble[shown].Address(), await ensemble[other].Address()]);
        await using var browser = await BrowserPage.Open(new Uri($"http://{await ensemble[shown].Address()}:{AgentHttp.Port}/"));

        await browser.WaitForText("#quorum", $"Serving. 3 of 3 voters serve, zk-{leader} leads", Soon);
        await browser.WaitForText("#leaders", $"zk-{leader} leads", Soon);
        // Two samples, ten seconds apart, make the first point of the curves.
        await Poll.Until(async () => await browser.Value<int>("document.querySelectorAll('.curve polyline.write').length") >= 6, Soon, () => browser.Text("#cards"));
        await browser.Photograph("serving");
        Assert.Empty(await browser.AccessibilityProblems());
        await TabsThroughInOrder(browser);

        await ensemble.Remove(leader);
        // For a moment both still say that they follow it.
        await ensemble.WaitForQuorumOf(shown, other);
        await browser.WaitForText("#quorum", "2 of 3 voters serve", Soon);
        await browser.WaitForText($"#warnings", $"zk-{leader} does not serve", Soon);
        await Poll.Until(async () => await browser.Value<string>($"document.getElementById('member-{leader + 1}').closest('article').dataset.tone") != "good", Soon, () => browser.Text("#cards"));
        // Whom the sentence names as the leader, the time line has as well.
        await browser.WaitForText("#leaders .summary", $"zk-{await ensemble.Leader()} leads", Soon);
        Assert.Contains($"zk-{await ensemble.Leader()} leads", await browser.Text("#quorum"), StringComparison.Ordinal);
        await browser.Photograph("leader-killed");

        await ensemble.Remove(other);
        await browser.WaitForText("#quorum", "No quorum.", Soon);
        await browser.WaitForText("#leaders", "No leader is known", Soon);
        await browser.Photograph("quorum-lost");
        Assert.Empty(await browser.AccessibilityProblems());

        // An empty volume next to one with data: the data guard holds the member back.
        await ensemble.LoseVolume(leader);
        await ensemble.Start(leader);
        await browser.WaitForText("#warnings", $"zk-{leader} does not serve: held back", Soon);
        await browser.WaitForText(".card", "held back", Soon);
        await browser.Photograph("held-back");
        await OpensTheRunbook(browser);

        await ensemble.Start(other);
        await browser.WaitForText("#quorum", "3 of 3 voters serve", Ensemble.ToServe);

        await writer.Stop();
        await ensemble.Remove(shown);
        await browser.WaitForText("#lost", "No contact with the agent since", Soon);
        Assert.True(await browser.Value<bool>("document.body.classList.contains('stale')"));
        Assert.Contains("no contact", await browser.Value<string>("document.title"), StringComparison.Ordinal);
        await browser.Photograph("no-contact");
        Assert.Empty(await browser.AccessibilityProblems());

        Assert.Empty(browser.Complaints);
        Assert.All(browser.Requests, request => Assert.Equal(browser.Address.Authority, request.Authority));
        Assert.Contains(browser.Requests, request => request.AbsolutePath == "/page/history.json");
    }

    [Fact]
    public async Task Dynamic_membership_and_certificates_are_shown_as_the_members_tell_them()
    {
        await using var ensemble = await SecuredEnsemble.Serving("ZK_MEMBERSHIP=dynamic", "ZK_CLIENT_TLS=only", "ZK_QUORUM_TLS=require");
        await using var browser = await BrowserPage.Open(new Uri($"http://{await ensemble[0].Address()}:{AgentHttp.Port}/"));

        await browser.WaitForText("#quorum", "Serving. 3 of 3 voters serve", Soon);
        await Poll.Until(async () => await Rows(browser, "membership") is var rows && rows.Length == 3 && rows.All(row => row.EndsWith("|voter|yes|yes", StringComparison.Ordinal)), Soon, () => browser.Text("#membership"));
        // Both ports of each member. The day is that of the certificate, as a client sees it.
        await Poll.Until(async () => (await Rows(browser, "certificates")).Length == 6, Soon, () => browser.Text("#certificates"));
        Assert.All(await Rows(browser, "certificates"), row => Assert.Matches(@"^zk-[0-2]\|(client|quorum)\|[0-9]{4}-[0-9]{2}-[0-9]{2}, in [0-9]+ days?$", row));
        foreach (var section in (string[])["membership", "certificates"])
            Assert.DoesNotMatch("undefined|null|NaN|object", await browser.Text($"#{section}"));
        await browser.Photograph("membership-and-certificates");
        Assert.Empty(await browser.AccessibilityProblems());
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task An_agent_that_answers_nonsense_hides_neither_the_other_members_nor_the_contact()
    {
        await using var ensemble = await Ensemble.Serving(1);
        var address = await ensemble[0].Address();
        using var agent = new AgentHttp(address);
        await using var browser = await BrowserPage.Open(new Uri($"http://{address}:{AgentHttp.Port}/"), async path =>
        {
            if (path is not ("/page/ensemble.json" or "/page/history.json")) return null;
            var told = JsonNode.Parse((await agent.Get(path, TestContext.Current.CancellationToken)).Body)!;
            var members = told[path == "/page/ensemble.json" ? "servers" : "members"]!.AsArray();
            // The first of the list answers nonsense, so that a fault there would hide the one behind it.
            var strange = members[0]!.DeepClone();
            (strange["myid"], strange["name"]) = (2, "zk-1");
            if (path == "/page/ensemble.json") strange["agent"] = Nonsense();
            else strange["history"] = JsonNode.Parse("""{"at":[1,"x"],"read":7}""");
            members.Insert(0, strange);
            return told.ToJsonString();
        });

        await browser.WaitForText("#member-2", "zk-1", Soon);
        await browser.WaitForText("#member-1", "zk-0", Soon);
        await browser.WaitForText("#quorum", "Serving.", Soon);
        await Poll.Until(async () => await browser.Value<bool>("document.getElementById('member-1').closest('article').querySelectorAll('polyline').length > 0"), Soon, () => browser.Text("#cards"));
        Assert.True(await browser.Value<bool>("document.getElementById('lost').hidden"));
        Assert.DoesNotMatch(@"undefined|NaN|\[object", await browser.Text("main"));
        await browser.Photograph("nonsense");
    }

    /// <summary>An agent's answer of which no part has the form that it should have.</summary>
    private static JsonNode Nonsense() => JsonNode.Parse("""
        {"health":{"sentence":{"toString":1}},"process":{"phase":"running","since":"no moment","restarts":{"toString":1,"valueOf":1}},
         "disk":{"directories":[null,7,{"name":{},"bytes":"many","filesystemBytes":5,"freeBytes":"x"}]},
         "guard":{"state":[],"sentence":null},"certificates":[null,{"port":{},"served":"no moment"},{"port":"client","served":{"toString":1}}],
         "advisories":[null,{"id":[]}],"backup":{"sentence":5,"last":{"toString":1}},"warnings":7}
        """)!;

    /// <returns>The rows of a section's table, with | between the cells.</returns>
    private static Task<string[]> Rows(BrowserPage browser, string section) =>
        browser.Value<string[]>($"[...document.querySelectorAll('#{section} tbody tr')].map(row => [...row.children].map(cell => cell.textContent).join('|'))");

    [Fact]
    public async Task Markup_in_a_name_a_version_or_a_reason_is_shown_as_text()
    {
        const string Markup = "<img src=x onerror=\\\"document.title='run'\\\"><script>document.title='run'</script>";
        await using var ensemble = await Ensemble.Serving(1);
        var address = await ensemble[0].Address();
        using var agent = new AgentHttp(address);
        await using var browser = await BrowserPage.Open(new Uri($"http://{address}:{AgentHttp.Port}/"), async path =>
        {
            if (!path.EndsWith(".json", StringComparison.Ordinal)) return null;
            var told = await agent.Get(path, TestContext.Current.CancellationToken);
            // Every text that the agent sends is preceded by markup, except moments and the words that choose a colour.
            return System.Text.RegularExpressions.Regex.Replace(told.Body, "(\"(?!at\"|tone\"|from\"|file\"|served\"|newestSnapshot\"|since\")[A-Za-z]+\":)\"", "$1\"" + Markup);
        });

        await browser.WaitForText(".card", "<img src=x onerror=", Soon);
        await browser.WaitForText("#quorum", "<img src=x onerror=", Soon);
        await browser.WaitForText("#guard", "<script>", Soon);
        Assert.Equal(0, await browser.Value<int>("document.querySelectorAll('body img, body script, body iframe').length"));
        Assert.DoesNotContain("run", await browser.Value<string>("document.title.split(' ')[0]"), StringComparison.Ordinal);
        Assert.Empty(browser.Complaints);
    }

    private static async Task TabsThroughInOrder(BrowserPage browser)
    {
        var order = new List<int>();
        await browser.Value<bool>("(document.activeElement.blur(), true)");
        for (var press = 0; press < 4; press++)
        {
            await browser.Page.Keyboard.PressAsync("Tab");
            // A focus that cannot be seen is none.
            Assert.NotEqual("none", await browser.Value<string>("getComputedStyle(document.activeElement).outlineStyle"));
            order.Add(await browser.Value<int>("[...document.querySelectorAll('*')].indexOf(document.activeElement)"));
        }
        Assert.Equal(order.Order(), order);
        Assert.Equal(4, order.Distinct().Count());
        await browser.Value<bool>("(document.activeElement.blur(), true)");
    }

    private static async Task OpensTheRunbook(BrowserPage browser)
    {
        await browser.Value<bool>("(document.querySelector('#warnings a').click(), true)");
        await Poll.Until(async () => await browser.Value<bool>("document.querySelector('#runbook details').open && document.activeElement.id.startsWith('runbook-')"), Soon, () => browser.Text("#warnings"));
    }
}
