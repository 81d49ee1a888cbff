using System.Buffers;
using System.Text.Json;

namespace ZkAgent.Core.Status;

/// <summary>The runbook as JSON, for the status page.</summary>
public static class RunbookJson
{
    public static ReadOnlyMemory<byte> Write(Runbook runbook)
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var line in runbook.Lines)
            {
                json.WriteStartObject();
                json.WriteString("section", line.Section);
                json.WriteString("message", line.Message);
                json.WriteString("action", line.Action);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return buffer.WrittenMemory;
    }
}
