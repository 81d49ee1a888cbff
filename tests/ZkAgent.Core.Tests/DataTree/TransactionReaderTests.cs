using System.Buffers.Binary;
using System.Text;
using Xunit;
using ZkAgent.Core.DataTree;

namespace ZkAgent.Core.Tests.DataTree;

public sealed class TransactionReaderTests
{
    private const int CloseSession = -11;

    [Fact]
    public void A_closed_session_without_a_list_has_a_digest_behind_its_header()
    {
        var (problem, paths, digest) = Close([.. Int(2), .. Long(0x1234)]);

        Assert.Null(problem);
        Assert.Empty(paths);
        Assert.Equal(0x1234UL, digest?.Value);
    }

    [Fact]
    public void A_closed_session_may_have_neither_list_nor_digest()
    {
        var (problem, paths, digest) = Close([]);

        Assert.Null(problem);
        Assert.Empty(paths);
        Assert.Null(digest);
    }

    [Fact]
    public void A_list_of_twelve_bytes_is_not_taken_for_a_digest()
    {
        var (problem, paths, digest) = Close([.. Int(1), .. Text("/abc")]);

        Assert.Null(problem);
        Assert.Equal(["/abc"], paths);
        Assert.Null(digest);
    }

    [Fact]
    public void A_list_and_a_digest_are_told_apart()
    {
        var (problem, paths, digest) = Close([.. Int(2), .. Text("/a"), .. Text("/b/c"), .. Int(2), .. Long(5)]);

        Assert.Null(problem);
        Assert.Equal(["/a", "/b/c"], paths);
        Assert.Equal(5UL, digest?.Value);
    }

    [Fact]
    public void An_unknown_type_and_bytes_that_are_left_over_are_named()
    {
        Assert.Equal("its type 99 is unknown", TransactionReader.Read(Entry(99, []), null, out _));
        Assert.Equal("3 bytes follow on it", TransactionReader.Read(Entry(-1, [.. Int(-101), 1, 2, 3]), null, out _));
        Assert.Equal("it is shorter than its type needs", TransactionReader.Read(Entry(1, Text("/a")), null, out _));
        Assert.Equal("it has no whole header", TransactionReader.Read(new byte[31], null, out _));
    }

    private static (string? Problem, IReadOnlyList<string> Paths, LoggedDigest? Digest) Close(byte[] body)
    {
        var sink = new Closed();
        var problem = TransactionReader.Read(Entry(CloseSession, body), sink, out var digest);
        return (problem, sink.Paths, digest);
    }

    private static byte[] Entry(int type, byte[] body) => [.. Long(0x77), .. Int(1), .. Long(0x100000001), .. Long(1000), .. Int(type), .. body];

    private static byte[] Text(string text) => [.. Int(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    private static byte[] Int(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Long(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }

    private sealed class Closed : IChangeSink
    {
        public IReadOnlyList<string> Paths { get; private set; } = [];

        public void Apply(in TransactionHeader header, in Change change) => Paths = [.. change.Paths.Select(Encoding.UTF8.GetString)];
    }
}
