using System.Buffers;
using System.Globalization;
using System.Text;

namespace ZkAgent.Core.Peers;

/// <summary>Reads one HTTP/1.x response while it comes in, and trusts nothing in it: every length has a bound, and what is not well-formed is no answer.</summary>
/// <remarks>The sender is not known: another agent, a proxy, or another pod that has the address by now.</remarks>
public sealed class HttpAnswerReader
{
    /// <summary>All heads together, in bytes.</summary>
    public const int LongestHead = 8 * 1024;

    /// <summary>The body, in bytes. An agent's answers are a sentence or a few kilobytes of JSON.</summary>
    public const int LongestBody = 64 * 1024;

    /// <summary>Everything, in bytes: a body in the smallest of chunks is not read to its end.</summary>
    public const int Longest = LongestHead + 2 * LongestBody;

    private const int LongestChunkLine = 128;

    private static readonly AgentAnswer NotHttp = AgentAnswer.None("answered with something else than HTTP");
    private static readonly AgentAnswer TooLong = AgentAnswer.None("answered with more than an agent says");
    private static readonly AgentAnswer Torn = AgentAnswer.None("closed the connection in the middle of its answer");

    private readonly ArrayBufferWriter<byte> _chunks = new(1024);
    private HttpHead? _head;

    /// <summary>Where the part that is not read yet begins.</summary>
    private int _position;

    /// <summary>Returns the answer once it is whole, or what is wrong with it; null where more has to come.</summary>
    /// <param name="received">Everything received so far, from the first byte.</param>
    /// <param name="ended">True where nothing more comes.</param>
    public AgentAnswer? Read(ReadOnlySpan<byte> received, bool ended)
    {
        if (received.Length > Longest) return TooLong;
        if (_head is null && ReadHead(received) is { } problem) return problem;
        if (_head is not { } head) return ended ? received.IsEmpty ? AgentAnswer.None("closed the connection without an answer") : Torn : null;
        if (head.HasNoBody) return Whole(head, []);
        if (head.Chunked) return ReadChunks(received, head) ?? (ended ? Torn : null);

        var body = received[_position..];
        if (head.Length > LongestBody || body.Length > LongestBody) return TooLong;
        if (head.Length is not { } length) return ended ? Whole(head, body) : null;
        return body.Length >= length ? Whole(head, body[..(int)length]) : ended ? Torn : null;
    }

    private static AgentAnswer Whole(HttpHead head, ReadOnlySpan<byte> body) => new(head.Status, Encoding.UTF8.GetString(body)) { Server = head.Server };

    private AgentAnswer? ReadHead(ReadOnlySpan<byte> received)
    {
        while (_head is null)
        {
            var rest = received[_position..];
            if (!rest.StartsWith("HTTP/1."u8[..Math.Min(rest.Length, 7)])) return NotHttp;
            var end = rest.IndexOf("\r\n\r\n"u8);
            if (_position + (end < 0 ? rest.Length : end + 4) > LongestHead) return TooLong;
            if (end < 0) return null;
            if (HttpHead.Parse(rest[..(end + 2)]) is not { } head) return NotHttp;
            _position += end + 4;
            if (!head.IsInterim) _head = head;
        }
        return null;
    }

    private AgentAnswer? ReadChunks(ReadOnlySpan<byte> received, HttpHead head)
    {
        while (true)
        {
            var rest = received[_position..];
            var line = rest.IndexOf("\r\n"u8);
            if (line < 0) return rest.Length > LongestChunkLine ? NotHttp : null;
            if (line > LongestChunkLine || SizeOf(rest[..line]) is not { } size) return NotHttp;
            // What follows the last chunk is of no interest.
            if (size == 0) return Whole(head, _chunks.WrittenSpan);
            if (_chunks.WrittenCount + size > LongestBody) return TooLong;
            if (rest.Length < line + 2 + size + 2) return null;
            if (!rest[(line + 2 + size)..].StartsWith("\r\n"u8)) return NotHttp;
            _chunks.Write(rest.Slice(line + 2, size));
            _position += line + 2 + size + 2;
        }
    }

    /// <summary>The size before an extension, which no agent uses.</summary>
    private static int? SizeOf(ReadOnlySpan<byte> line)
    {
        var end = line.IndexOf((byte)';');
        var digits = (end < 0 ? line : line[..end]).TrimEnd(" \t"u8);
        return digits.Length is > 0 and <= 7 && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) ? size : null;
    }
}
