using System.Buffers;
using System.Text;
using ZkAgent.Core.Health;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Settings;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Core.Tests.Metrics;

/// <summary>Pages of metrics for tests.</summary>
internal static class Exposed
{
    public static readonly DateTimeOffset Asked = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static readonly SupervisionSnapshot Runs = new(ProcessPhase.Running, Asked.AddMinutes(-5), Pid: 100, Restarts: 0, LastExit: null, "ZooKeeper runs");

    public static Sample SampleAt(string srvr, string mntr) => new(Asked.AddMilliseconds(-100), TimeSpan.FromMilliseconds(3),
        FourLetterAnswer.OfText(FourLetterWords.Srvr, srvr), FourLetterAnswer.OfText(FourLetterWords.Mntr, mntr));

    public static HealthSnapshot Health(Sample? sample, SupervisionSnapshot? process = null) => HealthModel.Next(null,
        new HealthInput(Asked.AddMilliseconds(-100), process ?? Runs, Standalone: sample?.Report?.Mode == ServerMode.Standalone, Draining: null, sample)) with
    {
        Since = Asked.AddMinutes(-1),
    };

    /// <summary>The page of a recorded server.</summary>
    public static string Recorded(string version, string state, ExpositionFormat format = ExpositionFormat.Text, MetricNames names = MetricNames.Zk) =>
        Page(Health(SampleAt(RecordedAnswers(version, state, FourLetterWords.Srvr), RecordedAnswers(version, state, FourLetterWords.Mntr))), format, names);

    /// <summary>The page of a follower that says this to mntr, in addition to what every mntr has.</summary>
    public static string OfMntr(string lines, ExpositionFormat format = ExpositionFormat.Text, MetricNames names = MetricNames.Zk) =>
        Page(Health(SampleAt("Zookeeper version: 3.9.3\nMode: follower\n", $"zk_version\t3.9.3\nzk_server_state\tfollower\n{lines}")), format, names);

    /// <summary>ZooKeeper's part of the page, and in OpenMetrics the end that the agent's part brings.</summary>
    public static string Page(HealthSnapshot health, ExpositionFormat format = ExpositionFormat.Text, MetricNames names = MetricNames.Zk, int piece = int.MaxValue)
    {
        var output = new ArrayBufferWriter<byte>();
        using var page = new ZooKeeperPage(names, health);
        using var writer = new ExpositionWriter(output, format);
        while (page.WriteSome(writer, piece)) { }
        return Encoding.UTF8.GetString(output.WrittenSpan) + (format == ExpositionFormat.OpenMetrics ? "# EOF\n" : "");
    }

    private static string RecordedAnswers(string version, string state, string word) => Protocol.RecordedAnswers.Text(version, state, word);
}
