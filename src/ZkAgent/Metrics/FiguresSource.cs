using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Health;
using ZkAgent.Core.Metrics;
using ZkAgent.Core.Settings;
using ZkAgent.DataGuard;
using ZkAgent.Departure;
using ZkAgent.Health;

namespace ZkAgent.Metrics;

/// <summary>Gathers what the running agent knows beside health.</summary>
/// <param name="settings">The settings.</param>
/// <param name="seat">Our place in the ensemble.</param>
/// <param name="sampler">Has seen elections.</param>
/// <param name="session">The last session check; null where there was none yet.</param>
/// <param name="verdicts">What the probes answer.</param>
/// <param name="tally">What they answered so far.</param>
/// <param name="gate">The departure gate.</param>
/// <param name="guard">What the data guard decided.</param>
internal sealed class FiguresSource(
    AgentSettings settings, Seat seat, Sampler sampler, Func<SessionCheck?> session, ProbeVerdicts verdicts, ProbeTally tally, PatientGate gate, VoteGuard guard)
{
    private readonly DiskWatch _disk = new(settings.Directories, sampler.Time);
    private readonly long? _heap = ValueReaders.Bytes(settings.Jvm.Heap);

    public async Task<AgentFigures> GatherAsync(HealthReading health, DateTimeOffset asked)
    {
        var disk = _disk.LookAsync();
        var all = await verdicts.DecideAllAsync(health, asked).ConfigureAwait(false);
        return new()
        {
            Version = AgentVersion.Text,
            Verdicts = all,
            Probes = tally.Counts,
            Session = session(),
            Elections = sampler.Elections,
            Participants = seat.Topology.Participants.Count,
            Disk = await disk.ConfigureAwait(false),
            HeapBytes = _heap,
            Agent = ProcessUsage.Of(Environment.ProcessId),
            ZooKeeper = health.Seen.Process.Pid is { } pid ? ProcessUsage.Of(pid) : null,
            // A drain that was forgotten leaves the gate as it found it.
            Gate = health.Seen.Draining is null ? GateState.Open : gate.State,
            Guard = guard.Last is { } decision ? new(decision.Action, guard.OverrideUsed) : null,
        };
    }
}
