using System.Buffers.Binary;

namespace ZkAgent.Tests.Volume;

/// <summary>One kind of damage: what real ZooKeeper makes of it (a container test asks it) and what we say before the start.</summary>
/// <param name="Name">The kind.</param>
/// <param name="Spoil">Does the damage to a copy of a recorded version-2.</param>
/// <param name="ZooKeeper">"ends" or "serves N", N the znodes it has; 23 is all, 5 is an empty tree.</param>
/// <param name="Verdict">How the judgement of the files begins; for an empty volume also what is in the way.</param>
public sealed record DamageCase(string Name, Action<RecordedVolume> Spoil, string ZooKeeper, string Verdict)
{
    /// <summary>What 3.8.0 does where that differs.</summary>
    public string? ZooKeeper38 { get; init; }

    public override string ToString() => Name;
}

/// <summary>A version-2 directory that a ZooKeeper in a quorum of one wrote: three epochs, each of a session and six znodes, killed after each.</summary>
/// <param name="path">The copy.</param>
public sealed class RecordedVolume(string path)
{
    public const string Snapshot0 = "snapshot.0";
    public const string Snapshot1 = "snapshot.100000007";
    public const string Snapshot2 = "snapshot.200000007";
    public const string Log1 = "log.100000001";
    public const string Log2 = "log.200000001";
    public const string Log3 = "log.300000001";
    public static readonly string[] Snapshots = [Snapshot0, Snapshot1, Snapshot2];
    public static readonly string[] Logs = [Log1, Log2, Log3];

    public static RecordedVolume CopyOf(string recorded, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(recorded)) File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        return new(target);
    }

    public string At(string name) => Path.Combine(path, name);

    public byte[] Read(string name) => File.ReadAllBytes(At(name));

    public void Write(string name, params byte[] bytes) => File.WriteAllBytes(At(name), bytes);

    public void Text(string name, string text) => File.WriteAllText(At(name), text);

    public void Remove(params IEnumerable<string> names)
    {
        foreach (var name in names) File.Delete(At(name));
    }

    public void Keep(params string[] names) => Remove(Directory.GetFiles(path).Select(f => Path.GetFileName(f)).Except(names));

    public void Truncate(string name, Index end) => Write(name, Read(name)[..end]);

    public void Flip(string name, int offset) => Change(name, bytes => bytes[offset] ^= 0xff);

    public void Change(string name, Action<byte[]> change)
    {
        var bytes = Read(name);
        change(bytes);
        Write(name, bytes);
    }

    /// <summary>Where the entries of a log begin, and how long they say they are.</summary>
    public static List<(int Offset, int Length)> Entries(ReadOnlySpan<byte> log)
    {
        var found = new List<(int, int)>();
        for (var at = 16; at + 12 <= log.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(log[(at + 8)..]);
            if (length <= 0) break;
            found.Add((at, length));
            at += 12 + length + 1;
        }
        return found;
    }

    /// <summary>Changes a log at one of its entries.</summary>
    public void ChangeEntry(string name, Index entry, Action<byte[], int, int> change) => Change(name, bytes =>
    {
        var (offset, length) = Entries(bytes)[entry];
        change(bytes, offset, length);
    });

    public int OffsetOf(string name, Index entry) => Entries(Read(name))[entry].Offset;
}
