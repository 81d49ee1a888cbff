using System.Text;
using ZkAgent.Core.Health;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;
using ZkAgent.Core.Tests.Metrics;
using ZkAgent.Metrics;

namespace ZkAgent.Tests.Metrics;

/// <summary>Moments that a page may tell of, and pages read strictly.</summary>
internal static class GivenScrape
{
    public static readonly DateTimeOffset Asked = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    public static readonly SupervisionSnapshot Runs = new(ProcessPhase.Running, Asked.AddMinutes(-5), Pid: 100, Restarts: 0, LastExit: null, "ZooKeeper runs");

    /// <summary>A follower of three that serves.</summary>
    public static Scrape Serving(SupervisionSnapshot? process = null, string? draining = null) => Of(
        new Sample(Asked.AddMilliseconds(-100), TimeSpan.FromMilliseconds(3),
            FourLetterAnswer.OfText(FourLetterWords.Srvr, "Zookeeper version: 3.9.3-x, built on 2026\nZxid: 0x100000001\nMode: follower\n"),
            FourLetterAnswer.OfText(FourLetterWords.Mntr, "zk_version\t3.9.3-x\nzk_server_state\tfollower\nzk_peer_state\tfollowing - broadcast\nzk_quorum_size\t3\n")),
        process, draining);

    public static Scrape Of(Sample? sample, SupervisionSnapshot? process = null, string? draining = null) => new(
        HealthModel.Next(null, new HealthInput(Asked.AddMilliseconds(-100), process ?? Runs, Standalone: false, draining, sample)) with { Since = Asked.AddMinutes(-1) }, Asked);

    public static async Task<string> TextAsync(this AgentPage page, Scrape scrape, ExpositionFormat format = ExpositionFormat.Text) =>
        Encoding.UTF8.GetString((await page.CollectAsync(scrape, format)).Span);

    /// <summary>The samples of the page, name and labels as written, with their values.</summary>
    public static async Task<Dictionary<string, string>> SamplesAsync(this AgentPage page, Scrape scrape) => Strict
        .Read(await page.TextAsync(scrape), ExpositionFormat.Text).SelectMany(family => family.Samples)
        .ToDictionary(s => s.Labels.Count == 0 ? s.Name : $"{s.Name}{{{string.Join(',', s.Labels.Select(l => $"{l.Name}={l.Value}"))}}}", s => s.Value);
}
