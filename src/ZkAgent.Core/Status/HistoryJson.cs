using System.Buffers;
using System.Text.Json;
using ZkAgent.Core.Ensemble;

namespace ZkAgent.Core.Status;

/// <summary>The last hour as JSON.</summary>
public static class HistoryJson
{
    public static readonly TimeSpan Span = TimeSpan.FromHours(1);

    /// <summary>One member's curves: columns, oldest first; null where there is no figure.</summary>
    public static ReadOnlyMemory<byte> OfMember(IReadOnlyList<HistoryPoint> points)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("interval", SampleHistory.Interval);
            Column(json, "at", points, p => p.Second);
            Column(json, "read", points, p => float.IsNaN(p.ReadMilliseconds) ? null : Math.Round(p.ReadMilliseconds, 2));
            Column(json, "write", points, p => float.IsNaN(p.WriteMilliseconds) ? null : Math.Round(p.WriteMilliseconds, 2));
            Column(json, "outstanding", points, p => p.Outstanding < 0 ? null : p.Outstanding);
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    /// <summary>True for what <see cref="OfMember"/> writes. An agent of another version, or none at all, may answer anything: one bad answer must not hide the other members' curves.</summary>
    public static bool IsOfMember(JsonElement history)
    {
        if (history.ValueKind != JsonValueKind.Object || !history.TryGetProperty("interval", out var interval) || !IsNumber(interval)) return false;
        var at = Length("at", orNull: false);
        return at is >= 0 and <= SampleHistory.Capacity && Length("read") == at && Length("write") == at && Length("outstanding") == at;

        int Length(string name, bool orNull = true) =>
            history.TryGetProperty(name, out var column) && column.ValueKind == JsonValueKind.Array && column.EnumerateArray().All(value => IsNumber(value) || orNull && value.ValueKind == JsonValueKind.Null)
                ? column.GetArrayLength()
                : -1;

        static bool IsNumber(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number);
    }

    /// <summary>The ensemble's: every member's curves.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="servers">The members.</param>
    /// <param name="told">What <see cref="OfMember"/> wrote on each member; null where its agent gave nothing that can be read.</param>
    public static ReadOnlyMemory<byte> OfEnsemble(
        DateTimeOffset now, IReadOnlyList<EnsembleServer> servers, Func<ServerId, JsonElement?> told)
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("at", now);
            json.WriteStartArray("members");
            foreach (var server in servers)
            {
                json.WriteStartObject();
                json.WriteNumber("myid", server.Id.Value);
                json.WriteString("name", server.ShortName);
                json.WritePropertyName("history");
                if (told(server.Id) is { } history) history.WriteTo(json);
                else json.WriteNullValue();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    private static void Column(Utf8JsonWriter json, string name, IReadOnlyList<HistoryPoint> points, Func<HistoryPoint, double?> value)
    {
        json.WriteStartArray(name);
        foreach (var point in points)
        {
            if (value(point) is { } number) json.WriteNumberValue(number);
            else json.WriteNullValue();
        }
        json.WriteEndArray();
    }
}
