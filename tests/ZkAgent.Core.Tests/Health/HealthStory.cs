using ZkAgent.Core.Health;
using ZkAgent.Core.Protocol;
using ZkAgent.Core.Supervision;
using ZkAgent.Core.Tests.Protocol;

namespace ZkAgent.Core.Tests.Health;

/// <summary>Tells a server's life second by second and remembers its health: the tests read as such stories.</summary>
internal sealed class HealthStory(bool standalone = false)
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private SupervisionSnapshot _process = new(ProcessPhase.Preparing, Start, null, 0, null, "names are awaited");
    private string? _draining;

    public DateTimeOffset Now { get; private set; } = Start;

    public HealthSnapshot Health { get; private set; } = null!;

    /// <summary>The settings call a leader without clients ready.</summary>
    public bool LeaderReady { get; init; }

    public HealthState State => Health.State;

    public HealthStory Process(ProcessPhase phase, int? pid = null, int restarts = 0, string sentence = "a sentence of the supervisor's")
    {
        _process = new(phase, Now, pid, restarts, null, sentence);
        return Fold(null);
    }

    public HealthStory Run(int pid = 100, int restarts = 0) => Process(ProcessPhase.Running, pid, restarts);

    public HealthStory Drain(string why)
    {
        _draining = why;
        return Fold(Health.Seen.Sample);
    }

    public HealthStory After(double seconds)
    {
        Now += TimeSpan.FromSeconds(seconds);
        return this;
    }

    public HealthStory Sees(AnswerKind kind, string reason = "no answer within 2 s") => Fold(new(Now, default, FourLetterAnswer.Without(kind, reason), null));

    public HealthStory Sees(string srvr, string? mntr = null) =>
        Fold(new(Now, TimeSpan.FromMilliseconds(2), FourLetterAnswer.OfText("srvr", srvr), mntr is null ? null : FourLetterAnswer.OfText("mntr", mntr)));

    public HealthStory SeesReal(string state) => Sees(RecordedAnswers.Text("3.9.3", state, "srvr"), RecordedAnswers.Text("3.9.3", state, "mntr"));

    public ProbeVerdict Startup => Probes.DecideStartup(Health);

    public ProbeVerdict Live => Probes.DecideLive(Health);

    public ProbeVerdict Ready => Probes.DecideReady(Health, Now);

    public HealthStory Sees(Sample sample) => Fold(sample with { At = Now });

    private HealthStory Fold(Sample? sample)
    {
        Health = HealthModel.Next(Health, new HealthInput(Now, _process, standalone, _draining, sample) { LeaderReady = LeaderReady });
        return this;
    }
}
