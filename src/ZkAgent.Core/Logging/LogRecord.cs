using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ZkAgent.Core.Logging;

/// <summary>One record of a log.</summary>
/// <param name="Time">In ISO 8601 with milliseconds and offset.</param>
/// <param name="Message">The text, which may have several lines.</param>
public sealed record LogRecord(string Time, string Message)
{
    /// <summary>A log never becomes a part of a page, so only what JSON itself requires is escaped.</summary>
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>ERROR, WARN, INFO, …; null where it is not known, as in the JVM's own messages.</summary>
    public string? Level { get; init; }

    /// <summary>The server id; null or empty where it is not known.</summary>
    public string? MyId { get; init; }

    public string? Thread { get; init; }

    /// <summary>The class and line for ZooKeeper, <c>zkagent</c> for the agent.</summary>
    public string? Logger { get; init; }

    public string? StackTrace { get; init; }

    public static string Format(DateTimeOffset time) =>
        time.ToString(time.Offset == TimeSpan.Zero ? "yyyy-MM-dd'T'HH:mm:ss.fff'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    /// <summary>Writes the record as one JSON object on one line, with the line's end.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        using (var json = new Utf8JsonWriter(output, s_options))
        {
            json.WriteStartObject();
            json.WriteString("time", Time);
            Write("level", Level);
            Write("myid", MyId);
            Write("thread", Thread);
            Write("logger", Logger);
            json.WriteString("message", Message);
            Write("stack_trace", StackTrace);
            json.WriteEndObject();

            void Write(string name, string? value)
            {
                if (!string.IsNullOrEmpty(value)) json.WriteString(name, value);
            }
        }
        output.Write("\n"u8);
    }

    /// <summary>The line as text.</summary>
    public string ToJson()
    {
        var output = new ArrayBufferWriter<byte>();
        WriteTo(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
