using System.Buffers;
using System.Text;
using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Health;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Supervision;

namespace ZkAgent.Core.Tests.Metrics;

/// <summary>Pages of metrics for tests.</summary>
internal static class Exposed
{
    public static readonly DateTimeOffset Asked = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static readonly SupervisionSnapshot Runs = new(ProcessPhase.Running, Asked.AddMinutes(-5), Pid: 100, Restarts: 0, LastExit: null, "ZooKeeper runs");

    /// <summary>Everything that an agent may know.</summary>
    public static AgentFigures Figures(HealthReading health) => new()
    {
        Version = "0.1.0",
        Verdicts = [Probes.DecideStartup(health), Probes.DecideLive(health), Probes.DecideReady(health, Asked)],
        Probes = [new(Probes.Startup, 3, 2, TimeSpan.FromMilliseconds(12)), new(Probes.Live, 30, 0, TimeSpan.FromMilliseconds(40)), new(Probes.Ready, 28, 2, TimeSpan.FromMilliseconds(55))],
        Session = new(null, Asked.AddSeconds(-10), TimeSpan.FromMilliseconds(12.4)),
        Elections = 2,
        Participants = 3,
        Disk = new(Asked, [new("data", 1 << 20, 10L << 30, 9L << 30, 655360, 655000), new("log", 64 << 20, 20L << 30, 19L << 30, 1310720, 1310000)], 3, Asked.AddHours(-1), 4, 12345678),
        HeapBytes = 614 << 20,
        Agent = new(1.25, 13 << 20, 12, 30),
        ZooKeeper = new(75.5, 512 << 20, 60, 120),
        Gate = GateState.Open,
        Guard = new(GuardAction.Start, OverrideUsed: false),
    };

    public static Look LookAt(string srvr, string mntr) => new(Asked.AddMilliseconds(-100), TimeSpan.FromMilliseconds(3),
        FourLetterAnswer.OfText(FourLetterWords.Srvr, srvr), FourLetterAnswer.OfText(FourLetterWords.Mntr, mntr));

    public static HealthReading Health(Look? look, SupervisionSnapshot? process = null) => HealthModel.Next(null,
        new Observation(Asked.AddMilliseconds(-100), process ?? Runs, Standalone: look?.Report?.Mode == ServerMode.Standalone, Draining: null, look)) with
    {
        Since = Asked.AddMinutes(-1),
    };

    /// <summary>The page of a recorded server.</summary>
    public static string Recorded(string version, string state, ExpositionFormat format = ExpositionFormat.Text, MetricNames names = MetricNames.Zk) =>
        Page(Health(LookAt(RecordedAnswers(version, state, FourLetterWords.Srvr), RecordedAnswers(version, state, FourLetterWords.Mntr))), format, names);

    /// <summary>The page of a follower that says this to mntr, beside what every mntr has.</summary>
    public static string OfMntr(string lines, ExpositionFormat format = ExpositionFormat.Text, MetricNames names = MetricNames.Zk) =>
        Page(Health(LookAt("Zookeeper version: 3.9.3\nMode: follower\n", $"zk_version\t3.9.3\nzk_server_state\tfollower\n{lines}")), format, names);

    public static string Page(HealthReading health, ExpositionFormat format = ExpositionFormat.Text, MetricNames names = MetricNames.Zk, AgentFigures? figures = null, int piece = int.MaxValue)
    {
        var output = new ArrayBufferWriter<byte>();
        using var page = new MetricsPage(names, health, figures ?? Figures(health), Asked);
        using var writer = new ExpositionWriter(output, format);
        while (page.WriteSome(writer, piece)) writer.HandOn();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string RecordedAnswers(string version, string state, string word) => ZkAgent.Core.Tests.Health.RecordedAnswers.Text(version, state, word);
}
