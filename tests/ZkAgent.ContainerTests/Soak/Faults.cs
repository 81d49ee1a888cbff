using ZkAgent.ContainerTests.Containers;
using ZkAgent.ContainerTests.DataGuard;

namespace ZkAgent.ContainerTests.Soak;

/// <summary>How a member is at the moment, as far as the faults that were played say.</summary>
internal enum Condition
{
    Up,
    Down,
    Dropped,
    Frozen,
}

/// <summary>What one round is made of. All of it is drawn in every round, whatever comes of it, so that a seed plays the same faults again on a faster machine.</summary>
/// <param name="Member">Who it happens to.</param>
/// <param name="Fault">What happens, should the member be well.</param>
/// <param name="Patient">True: the round ends when every member that can serve does; false: the next one may hit members that are still coming up.</param>
/// <param name="Snapshot">What is spoilt: the newest snapshot or the newest log.</param>
/// <param name="Percent">How much of it is left.</param>
internal sealed record Round(int Member, int Fault, bool Patient, bool Snapshot, int Percent)
{
    public static Round Draw(Random random) => new(random.Next(3), random.Next(8), random.Next(2) == 0, random.Next(2) == 0, random.Next(100));
}

/// <summary>Plays faults on three members, and knows what may be asked of the members in between.</summary>
/// <remarks>
/// What no guard can bear is not played: the volumes of a majority are never lost or spoilt at one time, and a volume that was put back
/// to an older state (which a cut transaction log is) has to catch up before another member fails.
/// </remarks>
internal sealed class Faults(Story story, Action<string> say)
{
    /// <summary>Stopping waits at the gate no longer than this, although that would help.</summary>
    private const string Grace = "ZK_GRACE_PERIOD=8s";

    private static readonly int[] All = [0, 1, 2];

    private readonly Condition[] _conditions = new Condition[3];

    /// <summary>Members whose volume is known to have data: one that lost it counts again when it was awaited to serve.</summary>
    private readonly HashSet<int> _withData = [];

    public async Task Begin()
    {
        await story.Start(All, Grace);
        await Settle("founded");
    }

    /// <summary>One fault, or the end of one; then, where a majority that has data is there, a write that has to be acknowledged.</summary>
    public async Task Play(Round round)
    {
        var did = _conditions[round.Member] == Condition.Up ? await Fail(round) : await Mend(round.Member);
        var voters = All.Where(m => _conditions[m] == Condition.Up && _withData.Contains(m)).ToArray();
        var acknowledged = voters.Length >= 2 ? await story.Witness.WriteSomewhere(voters) : 0;
        if (round.Patient && voters.Length >= 2)
        {
            var up = All.Where(m => _conditions[m] == Condition.Up).ToArray();
            await story.Serve(up);
            _withData.UnionWith(up);
        }
        say($"{did}; {string.Join(' ', All.Select(Described))}; {(voters.Length >= 2 ? $"{acknowledged} writes acknowledged" : "no quorum of data")}");
    }

    /// <summary>Repairs everything, and waits until all members serve everything.</summary>
    public async Task Settle(string why)
    {
        foreach (var member in All) if (_conditions[member] != Condition.Up) await Mend(member);
        await story.EndWithEverything();
        _withData.UnionWith(All);
        say($"{why}: all three serve, {story.Witness.Acknowledged} acknowledged writes, none lost");
    }

    private async Task<string> Fail(Round round)
    {
        var member = round.Member;
        var others = All.Where(m => m != member).ToArray();
        var calm = others.All(m => _conditions[m] == Condition.Up && _withData.Contains(m));
        switch (round.Fault)
        {
            case 0:
                await story.Ensemble[member].Stop();
                return Becomes(member, Condition.Down, "stopped");
            case 1:
                await story.Lose(member);
                return Becomes(member, Condition.Down, "killed");
            case 2 or 3 when others.All(_withData.Contains):
                await story.Wipe(member);
                _withData.Remove(member);
                return Becomes(member, Condition.Down, "killed and its volume lost");
            case 4:
                await story.Ensemble.Dropped(member);
                return Becomes(member, Condition.Dropped, "cut off");
            case 5:
                await story.Ensemble[member].TrySignalJava("STOP");
                return Becomes(member, Condition.Frozen, "frozen");
            case 6 when calm && _withData.Contains(member):
                return await Spoil(round, others);
            default:
                await story.Lose(All);
                await story.Start(All, Grace);
                Array.Fill(_conditions, Condition.Up);
                return "all restarted";
        }
    }

    private async Task<string> Mend(int member)
    {
        switch (_conditions[member])
        {
            case Condition.Down:
                await story.Start([member], Grace);
                return Becomes(member, Condition.Up, "started");
            case Condition.Dropped:
                await story.Ensemble.Heal(member);
                return Becomes(member, Condition.Up, "connected");
            default:
                await story.Ensemble[member].TrySignalJava("CONT");
                return Becomes(member, Condition.Up, "thawed");
        }
    }

    /// <summary>Cuts the newest snapshot or log short, and lets the member catch up.</summary>
    private async Task<string> Spoil(Round round, int[] others)
    {
        await story.Serve(others);
        var (kind, directory) = round.Snapshot ? ("snapshot", "data") : ("log", "log");
        var (member, percent) = (round.Member, round.Percent);
        await story.Lose(member);
        var volume = story.Ensemble.VolumeOf(member);
        // A member that just fetched a snapshot has no log before the next write.
        var cut = await volume.Shell($"cd /volume/{directory}/version-2 && for f in $(ls -t | grep '^{kind}[.]' | head -n 1); do used=$(sed 's/\\x00*$//' \"$f\" | wc -c); truncate -s $((used * {percent} / 100)) \"$f\"; echo \"$f\"; done");
        await story.Start([member], Grace);
        await story.Serve(member);
        // Inspected by the operator, as the agent asks for: its next damage within the hour is repaired as well.
        await volume.Shell("rm -rf /volume/*/quarantine-*");
        return cut.Trim() is { Length: > 0 } file ? $"zk-{member}'s {file} is cut to {percent} %, and it caught up" : $"zk-{member} has no {kind} to cut yet";
    }

    private string Becomes(int member, Condition condition, string how)
    {
        _conditions[member] = condition;
        return $"zk-{member} is {how}";
    }

    private string Described(int member) => $"zk-{member} {_conditions[member].ToString().ToLowerInvariant()}{(_withData.Contains(member) ? "" : " without data")}";
}
