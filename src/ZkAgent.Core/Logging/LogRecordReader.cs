using System.Globalization;
using System.Text;

namespace ZkAgent.Core.Logging;

/// <summary>Makes records of the bytes that ZooKeeper writes to its output.</summary>
/// <remarks>
/// A line of <see cref="LogLine.Pattern"/> begins a record, and the lines after it belong to it: a stack trace begins with the name of an exception.
/// Any other line, of the JVM, of a script or of the user's own log configuration, is a record of its own, to which indented lines and causes belong.
/// A record ends with the next one or in a pause. What one line and one record may hold is bounded.
/// </remarks>
/// <param name="emit">Receives each record.</param>
public sealed class LogRecordReader(Action<LogRecord> emit)
{
    /// <summary>In bytes; the rest of a longer line is left out, and its length is told.</summary>
    public const int LongestLine = 64 * 1024;

    /// <summary>In characters; a longer record goes on in the next one.</summary>
    public const int LongestRecord = 256 * 1024;

    private readonly byte[] _line = new byte[LongestLine];
    private readonly StringBuilder _more = new();
    private int _length;
    private long _leftOut;
    private LogRecord? _record;

    /// <summary>True while there is a record that a pause would end.</summary>
    public bool HasRecord => _record is not null;

    /// <param name="bytes">The next ones, however they are cut.</param>
    /// <param name="now">The time of lines that have none.</param>
    public void Add(ReadOnlySpan<byte> bytes, DateTimeOffset now)
    {
        while (bytes.IndexOf((byte)'\n') is var end and >= 0)
        {
            Keep(bytes[..end]);
            Line(now);
            bytes = bytes[(end + 1)..];
        }
        Keep(bytes);
    }

    /// <summary>Ends the record, because nothing came for a while. A line without its end waits for it.</summary>
    public void Pause()
    {
        if (_record is not { } record) return;
        _record = null;
        var text = _more.ToString();
        _more.Clear();
        emit(text.Length == 0 ? record
            : text.Contains("\n\tat ", StringComparison.Ordinal) || text.StartsWith("\tat ", StringComparison.Ordinal) ? record with { StackTrace = text }
            : record with { Message = $"{record.Message}\n{text}" });
    }

    /// <summary>Ends everything, because the output was closed.</summary>
    public void End(DateTimeOffset now)
    {
        if (_length > 0) Line(now);
        Pause();
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        var kept = Math.Min(part.Length, LongestLine - _length);
        part[..kept].CopyTo(_line.AsSpan(_length));
        _length += kept;
        _leftOut += part.Length - kept;
    }

    private void Line(DateTimeOffset now)
    {
        // What is no UTF-8 becomes U+FFFD.
        var text = Encoding.UTF8.GetString(_line, 0, _length).TrimEnd('\r');
        if (_leftOut > 0) text += string.Create(CultureInfo.InvariantCulture, $"… ({_leftOut} bytes left out)");
        (_length, _leftOut) = (0, 0);
        if (LogLine.Parse(text) is { } begun) Begin(begun);
        else if (_record is not null && Continues(text) && _more.Length + text.Length < LongestRecord) _more.Append(_more.Length > 0 ? "\n" : "").Append(text);
        else if (text.Length > 0) Begin(new(LogRecord.Format(now), text));
    }

    private void Begin(LogRecord record)
    {
        Pause();
        _record = record;
    }

    /// <summary>The JVM begins each line of its report about a fatal error with a number sign.</summary>
    private bool Continues(string line) => _record!.Level is not null
        ? !line.StartsWith('#')
        : line.Length > 0 && (char.IsWhiteSpace(line[0]) || line.StartsWith("Caused by: ", StringComparison.Ordinal));
}
