using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Tests.Models;

namespace ZkAgent.Core.Tests.Restores.Model;

internal readonly record struct RestoreMove(string Text, RestoreWorld To) : IMove<RestoreWorld>;

/// <summary>How much can happen.</summary>
/// <param name="Changes">Changes of ZK_RESTORE.</param>
/// <param name="Wipes">Volumes that are lost.</param>
/// <param name="Returns">Volumes that are replaced by one of the old ensemble.</param>
internal sealed record RestoreBounds(int Changes, int Wipes, int Returns)
{
    public int Writes { get; init; } = 1;

    /// <summary>Peers are asked one by one; otherwise all answers of a round are of one moment.</summary>
    public bool OneByOne { get; init; }
}

/// <summary>Everything that can happen next.</summary>
internal static class RestoreMoves
{
    private static readonly Origin[] Settings = [Origin.None, Origin.First, Origin.Second];

    public static List<RestoreMove> From(RestoreWorld world, RestoreRule rule, RestoreBounds bounds)
    {
        List<RestoreMove> moves = [];
        if (world.Broken is not null) return moves;
        foreach (var setting in Settings)
        {
            if (setting == world.Setting || world.Changes == bounds.Changes) continue;
            var next = world.Copy();
            (next.Setting, next.Changes) = (setting, world.Changes + 1);
            moves.Add(new($"ZK_RESTORE becomes {setting}", next));
        }
        for (var i = 0; i < RestoreWorld.Count; i++)
        {
            var m = world.Members[i];
            if (m.Doing == Doing.Down)
            {
                Add(i, "boots", m.As(Doing.Asking) with { Asks = world.Setting });
                AddFaults(i);
                continue;
            }
            moves.Add(new($"zk-{i} crashes", Crash(world, i)));
            switch (m.Doing)
            {
                case Doing.Asking:
                    AddQuestions(i);
                    break;
                case Doing.Placing:
                    moves.Add(new($"zk-{i} places, step {m.Step}", RestoreSteps.Place(world, rule, i)));
                    break;
                case Doing.Committing:
                    moves.Add(new($"zk-{i} commits, step {m.Step}", RestoreSteps.Commit(world, rule, i)));
                    break;
                case Doing.Looking:
                    if (ForeignVolume.Judge(Three(i), rule.Judge(m).VolumeIdentity, Peers(i)) is not null) moves.Add(new($"zk-{i} is stopped by the watchdog", Stop(world, i)));
                    for (var leader = 0; leader < RestoreWorld.Count; leader++)
                        // A member refuses a leader of an epoch below the one that it has accepted.
                        if (world.Members[leader].Doing == Doing.Leading && world.Members[leader].Epoch >= m.Epoch) moves.Add(new($"zk-{i} joins zk-{leader}", RestoreQuorum.Join(world, rule, i, leader)));
                    break;
            }
            if (m.Doing == Doing.Leading && world.Written < bounds.Writes) moves.Add(new($"zk-{i} serves a write", RestoreQuorum.Write(world, rule, i)));
            if (m.Serves && (m.InLog is not { Exists: true, Served: true } || m.Ensemble != RestoreQuorum.EnsembleOf(world, i))) moves.Add(new($"zk-{i} writes its identity", RestoreQuorum.Identify(world, i)));
        }
        RestoreQuorum.AddElections(moves, world, rule);
        return moves;

        void Add(int i, string text, RestoreMember to)
        {
            var next = world.Copy();
            next.Members[i] = to;
            moves.Add(new($"zk-{i} {text}", RestoreSteps.Settled(next, rule)));
        }

        void AddFaults(int i)
        {
            var m = world.Members[i];
            if (world.Wipes < bounds.Wipes)
            {
                Add(i, "loses its volume", default);
                if (m.InLog.Exists && m.Snapshot != Origin.None) Add(i, "loses its data and keeps its identity", m with { Snapshot = Origin.None, Log = Origin.None, Writes = 0, Epoch = 0, IsOwnCopy = false });
                for (var last = moves.Count - 1; last >= 0 && moves[last].Text.StartsWith($"zk-{i} loses", StringComparison.Ordinal); last--) moves[last].To.Wipes++;
            }
            if (world.Returns == bounds.Returns) return;
            Add(i, "gets a volume of the old ensemble", Starts.Old with { Writes = 0, Epoch = 1 });
            moves[^1].To.Returns++;
            Add(i, "gets an old volume without an identity", Starts.Unidentified with { Writes = 0, Epoch = 1 });
            moves[^1].To.Returns++;
        }

        void AddQuestions(int i)
        {
            if (!bounds.OneByOne)
            {
                var asked = world.Copy();
                for (var j = 0; j < RestoreWorld.Count; j++)
                    if (j != i) asked.Heard(i, j) = RestoreSteps.Tells(world, rule, j);
                moves.Add(new($"zk-{i} asks all and decides", RestoreSteps.Decide(asked, rule, i)));
                return;
            }
            var all = true;
            for (var j = 0; j < RestoreWorld.Count; j++)
            {
                if (j == i || world.Heard(i, j) != Told.Unasked) continue;
                all = false;
                var asked = world.Copy();
                asked.Heard(i, j) = RestoreSteps.Tells(world, rule, j);
                moves.Add(new($"zk-{i} asks zk-{j}", asked));
            }
            if (all) moves.Add(new($"zk-{i} decides", RestoreSteps.Decide(world.Copy(), rule, i)));
        }

        List<PeerAnswer> Peers(int i)
        {
            var (local, ours) = (Three(i), rule.Judge(world.Members[i]).VolumeIdentity?.Ensemble);
            return [.. local.Peers.Select(p => RestoreSteps.Tells(world, rule, p.Id.Value - 1).Answer(local, p.Id.Value, ours))];
        }

        static Core.Ensemble.LocalMember Three(int i) => Core.Tests.DataGuard.Three.LocalMemberOf(i + 1);
    }

    /// <summary>ZooKeeper ends, and its agent lives on.</summary>
    private static RestoreWorld Stop(RestoreWorld world, int i)
    {
        var next = RestoreQuorum.Leave(world, i);
        next.Members[i] = next.Members[i].As(Doing.Asking);
        return next;
    }

    private static RestoreWorld Crash(RestoreWorld world, int i)
    {
        var next = RestoreQuorum.Leave(world, i);
        next.Members[i] = next.Members[i].As(Doing.Down) with { Asks = Origin.None };
        next.BeforeOf(i).Clear();
        next.NowOf(i).Clear();
        for (var j = 0; j < RestoreWorld.Count; j++)
        {
            ref var before = ref next.Before[j * RestoreWorld.Count + i];
            (before, next.Heard(j, i)) = (before.Aged, next.Heard(j, i).Aged);
        }
        return next;
    }
}
