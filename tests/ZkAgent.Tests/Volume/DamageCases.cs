using System.Buffers.Binary;
using static ZkAgent.Tests.Volume.RecordedVolume;

namespace ZkAgent.Tests.Volume;

/// <summary>The table: kind of damage, what ZooKeeper does, what we say.</summary>
public static class DamageCases
{
    private const string Epochs = "currentEpoch", Accepted = "acceptedEpoch";

    public static readonly DamageCase[] All =
    [
        // What a crash leaves, or what does no harm.
        new("intact", _ => { }, "serves 23", "has data up to 0x"),
        new("newest snapshot empty", v => v.Write(Snapshot2), "serves 23", "has data up to 0x"),
        new("newest snapshot half-written", v => v.Truncate(Snapshot2, 800), "serves 23", "has data up to 0x"),
        new("newest snapshot with a wrong checksum, logs there", v => v.Flip(Snapshot2, 700), "serves 23", "has data up to 0x"),
        new("newest snapshot with a wrong beginning, logs there", v => v.Flip(Snapshot2, 0), "serves 23", "has data up to 0x"),
        new("newest snapshot named as a temporary file", v => File.Move(v.At(Snapshot2), v.At(Snapshot2 + ".tmp")), "serves 23", "has data up to 0x"),
        new("a directory named as a snapshot", v => Directory.CreateDirectory(v.At("snapshot.400000000")), "serves 23", "has data up to 0x"),
        new("foreign files", v => Array.ForEach(["snapshot.xyz", "log.zz", "snapshot", "log", "lost+found"], n => v.Text(n, "x")), "serves 23", "has data up to 0x"),
        new("last entry cut short, zeros after it", v => v.ChangeEntry(Log3, ^1, (b, o, _) => b.AsSpan(o + 20).Clear()), "serves 22", "has data up to 0x"),
        new("last entry cut short with the file", v => v.Truncate(Log3, v.OffsetOf(Log3, ^1) + 20), "serves 22", "has data up to 0x"),
        new("log cut between entries", v => v.Truncate(Log3, v.OffsetOf(Log3, ^1)), "serves 22", "has data up to 0x"),
        new("last entry without its end mark", v => v.ChangeEntry(Log3, ^1, (b, o, l) => b[o + 12 + l] = 0), "serves 22", "has data up to 0x"),
        new("last entry longer than the file, as a large one cut short", v => SetLength(v, 1_500_000), "serves 22", "has data up to 0x"),
        new("newest log with a header only", v => v.Truncate(Log3, 16), "serves 17", "has data up to 0x"),
        new("old log that is not read, spoilt", v => v.ChangeEntry(Log1, 2, (b, o, _) => b[o + 30] ^= 0xff), "serves 23", "has data up to 0x"),
        new("currentEpoch missing", v => v.Remove(Epochs), "serves 23", "has data up to 0x"),
        new("both epoch files missing", v => v.Remove(Epochs, Accepted), "serves 23", "has data up to 0x"),
        new("acceptedEpoch missing", v => v.Remove(Accepted), "serves 23", "has data up to 0x"),
        new("currentEpoch with a second line", v => v.Text(Epochs, "3\r\nx"), "serves 23", "has data up to 0x"),
        new("epochs ahead of the data", v => { v.Text(Epochs, "4"); v.Text(Accepted, "4"); }, "serves 23", "has data up to 0x"),
        new("currentEpoch behind, its successor next to it", v => { v.Text(Epochs, "2"); v.Text("currentEpoch.tmp", "3"); }, "serves 23", "has data up to 0x"),
        new("one snapshot and nothing else", v => v.Keep(Snapshot2, Epochs, Accepted), "serves 17", "has data up to 0x"),
        // Blank newest logs: 3.9 heals one kind itself, the agent moves all of them aside.
        new("newest log empty", v => v.Write(Log3), "serves 17", "has data up to 0x200000007 (in ZooKeeper's way without any data: log.300000001") { ZooKeeper38 = "ends" },
        new("newest log with half a header", v => v.Truncate(Log3, 8), "ends", "has data up to 0x200000007 (in ZooKeeper's way without any data: log.300000001"),
        new("newest log all zeros", v => v.Write(Log3, new byte[16400]), "ends", "has data up to 0x200000007 (in ZooKeeper's way without any data: log.300000001"),
        // No data.
        new("nothing", v => v.Keep(), "serves 5", "is empty"),
        new("poisoned epoch", v => { v.Keep(); v.Text(Epochs, "-1"); v.Text(Accepted, "-1"); }, "ends", "is empty; in the way: currentEpoch, acceptedEpoch"),
        new("snapshot.0 half-written and nothing else", v => { v.Keep(Snapshot0); v.Truncate(Snapshot0, 100); }, "serves 5", "is empty; in the way: snapshot.0"),
        new("snapshot.0 alone", v => v.Keep(Snapshot0, Epochs, Accepted), "serves 5", "has an empty database"),
        // Silent losses: ZooKeeper starts.
        new("only snapshot unsealed, no logs", v => { v.Keep(Snapshot2, Epochs, Accepted); v.Truncate(Snapshot2, ^3); }, "serves 5", "is damaged: snapshot.200000007 can't be loaded and there is no other snapshot; ZooKeeper would start with nothing"),
        new("newest snapshot corrupt, the logs before it gone", v => { v.Flip(Snapshot2, 700); v.Remove(Log2); }, "serves 17", "is damaged: log.300000001 follows on snapshot.200000007, which ZooKeeper can't load"),
        new("newest snapshot unsealed, the logs before it gone", v => { v.Truncate(Snapshot2, ^3); v.Remove(Log2); }, "serves 17", "is damaged: log.300000001 follows on snapshot.200000007, which ZooKeeper can't load"),
        new("newest snapshot corrupt, no logs", v => { v.Flip(Snapshot2, 700); v.Remove(Logs); }, "serves 11", "is damaged: snapshot.200000007 is corrupt and the older snapshot.100000007"),
        new("an entry in the middle without its end mark", v => v.ChangeEntry(Log3, 3, (b, o, l) => b[o + 12 + l] = 0), "serves 19", "is damaged: log.300000001 has more entries behind a broken one after 0x300000003"),
        new("an entry in the middle of length zero", v => v.ChangeEntry(Log3, 3, (b, o, _) => b.AsSpan(o + 8, 4).Clear()), "serves 19", "is damaged: log.300000001 has more entries behind"),
        new("the beginning of an epoch's log gone", v => WithoutFirstEntries(v, 3), "serves 21", "is damaged: the transactions between 0x200000007 and 0x300000004, where log.300000004 begins, are missing"),
        new("entries in the middle of a log gone", v => WithoutEntries(v, 2, 4), "serves 21", "is damaged: the transactions between 0x300000002 and 0x300000005, where log.300000001 goes on, are missing"),
        // What ZooKeeper ends over.
        new("all snapshots missing", v => v.Remove(Snapshots), "ends", "is damaged: there are transaction logs (log.300000001) but no snapshot,"),
        new("all snapshots unsealed, logs there", v => Array.ForEach(Snapshots, s => v.Truncate(s, ^3)), "ends", "is damaged: there are transaction logs (log.300000001) but no snapshot that ZooKeeper can load"),
        new("all snapshots corrupt, logs there", v => Array.ForEach(Snapshots, s => v.Flip(s, 300)), "ends", "is damaged: there are transaction logs"),
        new("only snapshot corrupt, no logs", v => { v.Keep(Snapshot2, Epochs, Accepted); v.Flip(Snapshot2, 700); }, "ends", "is damaged: snapshot.200000007 can't be loaded and there is no other snapshot; ZooKeeper ends"),
        new("newest log with a wrong beginning", v => v.Flip(Log3, 0), "ends", "is damaged: log.300000001 does not begin as"),
        new("a directory named as a log", v => Directory.CreateDirectory(v.At("log.400000001")), "ends", "is damaged: log.400000001 does not begin as"),
        new("last entry with a wrong checksum", v => v.ChangeEntry(Log3, ^1, (b, o, _) => b.AsSpan(o, 8).Clear()), "ends", "is damaged: log.300000001 has an entry after 0x300000006"),
        new("last entry of length -1", v => SetLength(v, -1), "ends", "is damaged: log.300000001 has an entry after 0x300000006"),
        new("last entry of a length that none may have", v => SetLength(v, 4_000_000), "ends", "is damaged: log.300000001 has an entry after 0x300000006"),
        new("log before the newest snapshot with a wrong checksum", v => v.ChangeEntry(Log2, 2, (b, o, _) => b[o + 30] ^= 0xff), "ends", "is damaged: log.200000001 has an entry after 0x200000002"),
        new("log before the newest snapshot empty", v => v.Write(Log2), "ends", "is damaged: log.200000001 is blank although"),
        new("currentEpoch empty", v => v.Text(Epochs, ""), "ends", "is damaged: currentEpoch is empty"),
        new("currentEpoch with a blank", v => v.Text(Epochs, "3 "), "ends", "is damaged: currentEpoch holds \"3 \""),
        new("acceptedEpoch empty", v => v.Text(Accepted, ""), "ends", "is damaged: acceptedEpoch is empty"),
        new("acceptedEpoch behind", v => v.Text(Accepted, "2"), "ends", "is damaged: acceptedEpoch is 2 but currentEpoch is 3"),
        new("acceptedEpoch missing, currentEpoch ahead", v => { v.Remove(Accepted); v.Text(Epochs, "5"); }, "ends", "is damaged: acceptedEpoch is missing, so that it counts as 3, but currentEpoch is 5"),
        new("currentEpoch behind", v => v.Text(Epochs, "2"), "ends", "is damaged: currentEpoch is 2, but the last transaction 0x300000007 is of epoch 3"),
        new("currentEpoch -1 with data", v => v.Text(Epochs, "-1"), "ends", "is damaged: currentEpoch is -1, but"),
        new("currentEpoch behind, an empty successor next to it", v => { v.Text(Epochs, "2"); v.Text("currentEpoch.tmp", ""); }, "ends", "is damaged: currentEpoch.tmp is empty"),
    ];

    private static void SetLength(RecordedVolume volume, int length) =>
        volume.ChangeEntry(Log3, ^1, (bytes, offset, _) => BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(offset + 8), length));

    private static void WithoutEntries(RecordedVolume volume, int from, int to)
    {
        var log = volume.Read(Log3);
        var entries = Entries(log);
        volume.Write(Log3, [.. log[..entries[from].Offset], .. log[entries[to].Offset..]]);
    }

    private static void WithoutFirstEntries(RecordedVolume volume, int count)
    {
        var log = volume.Read(Log3);
        var kept = Entries(log)[count].Offset;
        volume.Remove(Log3);
        volume.Write("log.300000004", [.. log[..16], .. log[kept..]]);
    }
}
