using ZkAgent.Core.DataGuard;
using ZkAgent.Core.Ensemble;
using ZkAgent.Core.Membership;
using ZkAgent.Core.Peers;
using ZkAgent.Core.Tests.DataGuard;
using ZkAgent.Core.Tests.DataGuard.Model;
using ZkAgent.Core.Volume;

namespace ZkAgent.Core.Tests.Membership.Model;

/// <summary>What a member of the model knows, as the product's decisions get it.</summary>
/// <remarks>
/// All answers are of one moment, so the round before is the same as this one; that two rounds are enough where they are not is shown by the
/// model of the data guard.
/// </remarks>
internal static class MembershipFacts
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    public static StartFacts OfStart(World world, int i, int cut, int wanted, GuardOverrides forced)
    {
        var m = world.Members[i];
        var local = Local(world, i);
        var peers = Answers(world, i, cut, wanted);
        var volume = Three.Own(MembershipRule.Judge(m), Identity(m, i));
        var guard = new GuardFacts(local, volume, peers, peers, new(forced.Bootstrap && !m.UsedBootstrap, forced.Volume && !m.UsedVolume, false))
        {
            // A member that is down may be so for as long as an override waits.
            Silences = peers.ToDictionary(p => p.Server.Id, p => Ordinal(p) >= world.Count || world.Members[Ordinal(p)].Doing == Doing.Down ? Long : TimeSpan.Zero),
        };
        return new(guard, m.File.Real(), Wanted(wanted), world.Replicas)
        {
            Claims = wanted == 0 ? null : Claims(world),
            SilentAddresses = cut >= 0 && peers.TrueForAll(p => Ordinal(p) != cut) ? ["an address that does not answer"] : [],
        };
    }

    /// <remarks>The longest of times: what waits for time to pass can happen.</remarks>
    public static RunningFacts OfRunning(World world, int i, int cut, int wanted)
    {
        var peers = Answers(world, i, cut, wanted);
        return new(Started.Pattern, world.Members[i].File.Real(), Answer(world, i, silent: false), Wanted(wanted), peers)
        {
            SeenDynamic = peers.Select(p => p.Server.Id).ToHashSet(), NewcomersFor = Long, DueFor = Long,
        };
    }

    /// <summary>64 bits of everything that the facts are made of.</summary>
    public static ulong Key(World world, int i, int cut, int wanted)
    {
        var m = world.Members[i];
        var key = DataGuard.Model.World.Mix((ulong)(i | (cut + 1) << 4 | wanted << 8 | world.Replicas << 12 | (m.UsedBootstrap ? 1 << 16 : 0) | (m.UsedVolume ? 1 << 17 : 0)));
        for (var j = 0; j < world.Count; j++)
        {
            m = world.Members[j];
            var held = (ulong)m.Content | (ulong)m.Mark << 2 | (m.Log == 0 ? 0 : 1ul << 4) | (m.WasStatic ? 1ul << 5 : 0) | (ulong)m.Doing << 6 | (world.Serves(j) ? 1ul << 10 : 0);
            key = DataGuard.Model.World.Mix(key ^ (held | (ulong)m.File.Version << 16 | (ulong)m.File.Voters << 24 | (ulong)m.Served.Version << 32 | (ulong)m.Served.Voters << 40));
        }
        return key;
    }

    /// <summary>The members that the product asks: those that it knows of, and those that the headless service names.</summary>
    private static List<PeerAnswer> Answers(World world, int i, int cut, int wanted)
    {
        var found = Enumerable.Range(0, world.Count).Where(j => j != cut && world.Members[j].Doing != Doing.Down).Concat(Enumerable.Range(0, world.Count).Where(world.Members[i].Served.Names)).Select(Started.Pattern.At);
        var others = KnownMembers.Others(Local(world, i), world.Replicas, world.Members[i].File.Real(), Wanted(wanted), found, []);
        return [.. others.Select(s => Started.Pattern.OrdinalOf(s.Id)).Where(j => j < world.Count)
            .Select(j => Answer(world, j, j == cut || world.Members[j].Doing == Doing.Down)),
            .. others.Where(s => Started.Pattern.OrdinalOf(s.Id) >= world.Count).Select(s => new PeerAnswer(s, null, "does not resolve"))];
    }

    private static PeerAnswer Answer(World world, int j, bool silent)
    {
        var server = Started.Pattern.At(j);
        if (silent) return new(server, null, "does not resolve");
        var m = world.Members[j];
        var volume = new MemberVolume("one", MembershipRule.Judge(m), m.Mark == Mark.Served ? Three.Ours : null, m.Doing >= Doing.Looking, Ids(m.Served));
        return new(server, new(server.Id, server.Host, world.Serves(j), false, false, "is well") { Volume = volume, Membership = new(m.File.Real(), EverComplete: false) }, "");
    }

    private static VolumeIdentity? Identity(in ModelMember m, int i) => m.Mark switch
    {
        Mark.None => null,
        Mark.Initialized => new(new(i + 1), $"zk-{i}", null, Served: false, []) { IsDynamic = true },
        _ => new(new(i + 1), $"zk-{i}", Three.Ours, Served: true, Ids(m.Served)) { IsDynamic = !m.WasStatic, Configuration = m.WasStatic ? null : m.Served.Real()?.Version },
    };

    private static LocalMember Local(World world, int i) =>
        new(new([.. Enumerable.Range(0, Math.Max(world.Replicas, i + 1)).Select(Started.Pattern.At)]), Started.Pattern.At(i), Standalone: false) { Pattern = Started.Pattern };

    private static WantedMembers Wanted(int wanted) => wanted == 0 ? new WantedMembers.Unknown("cannot read it") : new WantedMembers.Range(0, wanted);

    /// <summary>The fewest that there can be: a claim of a volume with something on it.</summary>
    private static int[] Claims(World world) =>
        [.. Enumerable.Range(0, world.Count).Where(j => world.Members[j] is var m && (m.Doing != Doing.Down || m.Content != Content.None || m.Mark != Mark.None || m.File.Exists))];

    private static ServerId[] Ids(ModelList list) => [.. Enumerable.Range(0, 8).Where(list.Names).Select(o => new ServerId(o + 1))];

    private static int Ordinal(PeerAnswer answer) => Started.Pattern.OrdinalOf(answer.Server.Id);
}
