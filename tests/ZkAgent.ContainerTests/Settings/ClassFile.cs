using System.Buffers.Binary;
using System.Text;

namespace ZkAgent.ContainerTests.Settings;

/// <summary>Reads the text constants of a Java class: the entries CONSTANT_String of its constant pool (Java Virtual Machine Specification, 4.4).</summary>
internal static class ClassFile
{
    private const int PoolCount = 8;

    /// <param name="file">The whole class file.</param>
    /// <returns>Every constant of type String, in the pool's order.</returns>
    /// <exception cref="InvalidDataException">The pool has an entry of a kind that the specification does not have.</exception>
    public static IReadOnlyList<string> Strings(ReadOnlySpan<byte> file)
    {
        var count = BinaryPrimitives.ReadUInt16BigEndian(file[PoolCount..]);
        var texts = new string?[count];
        var strings = new List<ushort>();
        var at = PoolCount + 2;
        for (var i = 1; i < count; i++)
        {
            var tag = file[at];
            var body = file[(at + 1)..];
            if (tag == 1)
            {
                var length = BinaryPrimitives.ReadUInt16BigEndian(body);
                texts[i] = Encoding.UTF8.GetString(body.Slice(2, length));
                at += 3 + length;
                continue;
            }
            if (tag == 8) strings.Add(BinaryPrimitives.ReadUInt16BigEndian(body));
            // A long or a double takes two places of the pool.
            if (tag is 5 or 6) i++;
            at += tag switch
            {
                7 or 8 or 16 or 19 or 20 => 3,
                15 => 4,
                3 or 4 or 9 or 10 or 11 or 12 or 17 or 18 => 5,
                5 or 6 => 9,
                _ => throw new InvalidDataException($"cannot read a class file: its constant pool has an entry of kind {tag}"),
            };
        }
        return [.. strings.Select(s => texts[s]!)];
    }
}
