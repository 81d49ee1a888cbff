using ZkAgent.Core.Supervision;
using ZkAgent.Machine;

namespace ZkAgent.Supervision;

/// <summary>Where the supervisor publishes what it knows, for health and metrics to read at any time.</summary>
/// <param name="time">The sampler's clock: health is told by how long a phase has lasted, which must not jump when the clock is set.</param>
internal sealed class SupervisionState(SteadyTime time)
{
    private volatile SupervisionSnapshot _now =
        new(ProcessPhase.Preparing, time.Now, Pid: null, Restarts: 0, LastExit: null, "ZooKeeper is not started yet.");

    public SupervisionSnapshot Now => _now;

    /// <summary>Another phase begins. Only one flow at a time may call this and the others: the start-up, then the supervisor.</summary>
    public void Enter(ProcessPhase phase, string sentence, int? pid = null) =>
        _now = _now with { Phase = phase, Since = time.Now, Pid = pid, Sentence = sentence };

    /// <summary>A run is over.</summary>
    public void Ended(ChildExit exit, ExitMeaning meaning) => _now = _now with { Pid = null, LastExit = exit, LastMeaning = meaning };

    /// <summary>A restart was decided.</summary>
    public void BackOff(ExitDecision decision)
    {
        _now = _now with
        {
            Phase = ProcessPhase.BackingOff,
            Since = time.Now,
            Sentence = decision.Sentence,
            Restarts = _now.Restarts + 1,
        };
    }
}
