using System.Buffers;
using System.Globalization;
using System.Text.Unicode;

namespace ZkAgent.Core.Metrics;

/// <summary>Writes an exposition line by line, in the text format 0.0.4 or in OpenMetrics 1.0.</summary>
/// <remarks>
/// Lines are put together in one borrowed buffer and handed on a few kilobytes at a time; nothing is allocated for a line.
/// The caller sees to it that a family's samples follow its header and that no family is written twice.
/// </remarks>
public sealed class ExpositionWriter(IBufferWriter<byte> output, ExpositionFormat format) : IDisposable
{
    /// <summary>In bytes: what is asked of the output at a time.</summary>
    private const int Block = 2048;

    private const string Total = "_total";

    private readonly char[] _name = new char[256];
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(8 * 1024);
    private int _nameLength;
    private int _length;
    private bool _labelled;

    public ExpositionFormat Format => format;

    /// <summary>Bytes that were written so far.</summary>
    public long Written { get; private set; }

    /// <summary>Begins a family of our own.</summary>
    public void Family(MetricFamily family) => Family("", "", family.Name, family.Type, "", family.Help);

    /// <summary>Begins a family whose name and help are given in parts.</summary>
    public void Family(ReadOnlySpan<char> prefix, ReadOnlySpan<char> middle, ReadOnlySpan<char> rest, MetricType type, ReadOnlySpan<char> helpBefore, ReadOnlySpan<char> help)
    {
        prefix.CopyTo(_name);
        middle.CopyTo(_name.AsSpan(prefix.Length));
        rest.CopyTo(_name.AsSpan(prefix.Length + middle.Length));
        _nameLength = prefix.Length + middle.Length + rest.Length;

        ReadOnlySpan<char> name = _name.AsSpan(0, _nameLength);
        // OpenMetrics names a counter without the ending that its sample has. ZooKeeper's counters have none, and a series is not to be
        // called by another name because the scraper asked for another format: there they have no type.
        if (format == ExpositionFormat.OpenMetrics && type == MetricType.Counter)
        {
            if (name.EndsWith(Total)) name = name[..^Total.Length];
            else type = MetricType.Unknown;
        }

        Raw("# HELP ");
        Raw(name);
        Raw(" ");
        Escaped(helpBefore, quotes: format == ExpositionFormat.OpenMetrics);
        Escaped(help, quotes: format == ExpositionFormat.OpenMetrics);
        Raw("\n# TYPE ");
        Raw(name);
        Raw(Word(type));
    }

    /// <summary>Begins a sample of the family; a suffix is <c>_sum</c> or <c>_count</c>.</summary>
    public ExpositionWriter Sample(string suffix = "")
    {
        Raw(_name.AsSpan(0, _nameLength));
        Raw(suffix);
        _labelled = false;
        return this;
    }

    public ExpositionWriter Label(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        Raw(_labelled ? "," : "{");
        Raw(name);
        Raw("=\"");
        Escaped(value, quotes: true);
        Raw("\"");
        _labelled = true;
        return this;
    }

    /// <summary>Labels that are written already, in the format's own syntax.</summary>
    public ExpositionWriter Labels(ReadOnlySpan<char> written)
    {
        Raw(_labelled ? "," : "{");
        Raw(written);
        _labelled = true;
        return this;
    }

    /// <summary>Ends a sample with a value that is a number's text.</summary>
    public void Value(ReadOnlySpan<char> number)
    {
        Raw(_labelled ? "} " : " ");
        Raw(number);
        Raw("\n");
    }

    public void Value(long number)
    {
        Span<char> text = stackalloc char[24];
        number.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        Value(text[..length]);
    }

    public void Value(bool yes) => Value(yes ? "1" : "0");

    /// <summary>A family of one sample without labels.</summary>
    public void One(MetricFamily family, long value)
    {
        Family(family);
        Sample().Value(value);
    }

    /// <summary>Hands what is put together on to the output.</summary>
    public void Flush()
    {
        Copy(_buffer.AsSpan(0, _length), output);
        _length = 0;
    }

    /// <summary>Copies bytes to a writer. It asks for a size each time: a chunked response of Kestrel may give an empty span where none is asked for.</summary>
    public static void Copy(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        while (!bytes.IsEmpty)
        {
            var space = output.GetSpan(Math.Min(bytes.Length, Block));
            var some = bytes[..Math.Min(bytes.Length, space.Length)];
            some.CopyTo(space);
            output.Advance(some.Length);
            bytes = bytes[some.Length..];
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private string Word(MetricType type) => type switch
    {
        MetricType.Gauge => " gauge\n",
        MetricType.Counter => " counter\n",
        MetricType.Summary => " summary\n",
        _ => format == ExpositionFormat.OpenMetrics ? " unknown\n" : " untyped\n",
    };

    private void Escaped(ReadOnlySpan<char> text, bool quotes)
    {
        while (text.IndexOfAny('\\', '\n', '"') is >= 0 and var at)
        {
            Raw(text[..at]);
            Raw(text[at] switch
            {
                '\\' => "\\\\",
                '\n' => "\\n",
                _ => quotes ? "\\\"" : "\"",
            });
            text = text[(at + 1)..];
        }

        Raw(text);
    }

    private void Raw(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            // Half a surrogate pair becomes the replacement character, as it would in any other encoder.
            var status = Utf8.FromUtf16(text, _buffer.AsSpan(_length), out var read, out var written);
            _length += written;
            Written += written;
            text = text[read..];
            if (status == OperationStatus.DestinationTooSmall) Flush();
        }
    }
}
